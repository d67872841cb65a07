using System.CommandLine;

namespace ServerlessMlops.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ExampledCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>As it is typed: <c>mlops runs list</c>.</summary>
    public string Path => Parents.OfType<ExampledCommand>().FirstOrDefault() is { } parent ? $"{parent.Path} {Name}" : Name;
}
