using Microsoft.AspNetCore.Components;

namespace ServerlessMlops.Pages;

/// <summary>A page as a pure function of a record: <c>RenderAsync(model)</c> gives the whole document.</summary>
/// <typeparam name="TSelf">The page.</typeparam>
/// <typeparam name="TModel">Everything that it shows.</typeparam>
public abstract class Page<TSelf, TModel> : ComponentBase
    where TSelf : Page<TSelf, TModel>
    where TModel : class
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = null!;

    /// <summary>HTML from the doctype to the closing tag; every value in it is encoded.</summary>
    public static Task<string> RenderAsync(TModel model) =>
        PageRenderer.RenderAsync<TSelf>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Model)] = model }));
}
