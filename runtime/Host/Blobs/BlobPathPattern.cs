using System.Text;
using System.Text.RegularExpressions;
using Embedded.Host.Functions;

namespace Embedded.Host.Blobs;

/// <summary>
/// A trigger's path: a container and a pattern in which each <c>{name}</c> stands for one path segment, or for a part of one.
/// (Azure's lets a name run over slashes; one that is written for single segments matches the same blobs here.)
/// </summary>
internal sealed partial class BlobPathPattern
{
    private readonly Regex regex;

    private BlobPathPattern(string container, string prefix, Regex regex)
    {
        Container = container;
        Prefix = prefix;
        this.regex = regex;
    }

    public string Container { get; }

    /// <summary>What every matching name begins with; may be empty.</summary>
    public string Prefix { get; }

    /// <summary>Names in the pattern, without regard to case.</summary>
    public IReadOnlySet<string> Names => regex.GetGroupNames().Skip(1).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="BindingUnknownException">The path is not a container and a pattern.</exception>
    public static BlobPathPattern Parse(string path)
    {
        var slash = path.IndexOf('/');
        if (slash < 0 || !ContainerName().IsMatch(path[..slash]) || slash == path.Length - 1)
        {
            throw new BindingUnknownException($"its blob path '{path}' is not a container's name, '/' and a pattern.");
        }
        var pattern = path[(slash + 1)..];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var text = new StringBuilder("^");
        var at = 0;
        foreach (Match hole in Hole().Matches(pattern))
        {
            if (!names.Add(hole.Groups[1].Value))
            {
                throw new BindingUnknownException($"its blob path '{path}' has {hole.Value} twice.");
            }
            text.Append(Literal(pattern[at..hole.Index], path)).Append($"(?<{hole.Groups[1].Value}>[^/]+)");
            at = hole.Index + hole.Length;
        }
        text.Append(Literal(pattern[at..], path)).Append('$');
        var first = pattern.IndexOf('{');
        return new BlobPathPattern(
            path[..slash],
            first < 0 ? pattern : pattern[..first],
            new Regex(text.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
    }

    /// <summary>The values of the names; null when the blob does not match.</summary>
    public Dictionary<string, object?>? Match(string blob) => regex.Match(blob) is { Success: true } match
        ? Names.ToDictionary(name => name, object? (name) => match.Groups[name].Value, StringComparer.OrdinalIgnoreCase)
        : null;

    private static string Literal(string text, string path) => text.AsSpan().ContainsAny('{', '}')
        ? throw new BindingUnknownException($"its blob path '{path}' has a brace that belongs to no name.")
        : Regex.Escape(text);

    [GeneratedRegex("^[$a-z0-9][a-z0-9-]{2,62}$")]
    private static partial Regex ContainerName();

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Hole();
}
