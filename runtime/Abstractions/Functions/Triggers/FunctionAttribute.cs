namespace Embedded.Functions.Worker;

/// <summary>Marks a method as a function of the app, under the name that routes, settings and orchestrations use.</summary>
/// <param name="name">1 to 128 letters, digits, <c>_</c> or <c>-</c>, the first a letter; unique in the app, without regard to case.</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
