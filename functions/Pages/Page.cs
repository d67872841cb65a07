using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ServerlessMlops.Pages;

/// <summary>A page: a pure function of one record. The same record gives the same text; every value is encoded; there is no script.</summary>
/// <typeparam name="TSelf">The page.</typeparam>
/// <typeparam name="TModel">Everything that the page shows.</typeparam>
public abstract class Page<TSelf, TModel> : ComponentBase
    where TSelf : Page<TSelf, TModel>
    where TModel : class
{
    // Letters and signs of every script stay readable; < > & " ' are always encoded.
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    [Parameter, EditorRequired]
    public TModel Model { get; set; } = null!;

    /// <summary>The whole document, from the doctype to the closing tag.</summary>
    public static async Task<string> RenderAsync(TModel model)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Model)] = model });
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<TSelf>(parameters)).ToHtmlString());
    }
}
