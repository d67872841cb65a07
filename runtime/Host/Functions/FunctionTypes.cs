namespace Embedded.Host.Functions;

/// <summary>The types in which functions are looked for.</summary>
internal sealed record FunctionTypes(IReadOnlyList<Type> Types);
