using YamlDotNet.Core;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A place in a YAML file, both from 1.</summary>
internal readonly record struct YamlPlace(int Line, int Position)
{
    public static YamlPlace Of(Mark mark) => new((int)mark.Line, (int)mark.Column);
}

/// <summary>A node of a YAML file with its place.</summary>
internal abstract record YamlNode(YamlPlace Place)
{
    /// <summary>As a person would call it.</summary>
    public abstract string Kind { get; }
}

/// <param name="Plain">Not in quotes: <c>null</c> and <c>true</c> then mean what they say.</param>
internal sealed record YamlScalar(YamlPlace Place, string Value, bool Plain) : YamlNode(Place)
{
    public override string Kind => IsNull ? "nothing" : $"'{ProblemList.Cut(Value)}'";

    public bool IsNull => Plain && Value is ("" or "~" or "null" or "Null" or "NULL");
}

internal sealed record YamlList(YamlPlace Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    public override string Kind => "a list";
}

/// <param name="Entries">In the file's order; each key once.</param>
internal sealed record YamlMap(YamlPlace Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
{
    public override string Kind => "a mapping";
}

internal sealed record YamlEntry(string Key, YamlPlace Place, YamlNode Value);
