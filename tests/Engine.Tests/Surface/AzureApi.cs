using System.Text.RegularExpressions;

namespace ServerlessMlops.Engine.Tests.Surface;

/// <summary>The list of Microsoft's public members: for each full type name its members, without default values and nullability marks.</summary>
internal static partial class AzureApi
{
    public static Dictionary<string, HashSet<string>> Read(string path)
    {
        Dictionary<string, HashSet<string>> types = [];
        var (space, type, nested) = (string.Empty, string.Empty, string.Empty);
        foreach (var line in File.ReadLines(path))
        {
            var indent = line.Length - line.TrimStart().Length;
            var text = line.Trim();
            if (text.StartsWith("namespace ", StringComparison.Ordinal))
            {
                space = text["namespace ".Length..];
            }
            else if (indent == 2)
            {
                type = $"{space}.{NameOf(text)}";
                types.TryAdd(type, []);
            }
            else if (indent == 6 && TypeLine().IsMatch(text))
            {
                nested = $"{type}+{NameOf(text)}";
                types.TryAdd(nested, []);
            }
            else if (indent == 6)
            {
                types[type].Add(Normal(text));
            }
            else if (indent == 10)
            {
                types[nested].Add(Normal(text));
            }
        }

        return types;
    }

    /// <summary>A member as it is compared: without default values and nullability.</summary>
    public static string Normal(string member)
    {
        var text = NotNull().Replace(DefaultValue().Replace(member, "$2").Replace("?", string.Empty, StringComparison.Ordinal), string.Empty);
        return Spaces().Replace(text, " ").Trim();
    }

    // "sealed class Page<T> : X" is Page`1; "delegate RetryHandler" is RetryHandler.
    private static string NameOf(string line)
    {
        var name = TypeName().Match(line).Groups[1].Value;
        var open = name.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? name : $"{name[..open]}`{name.Count(c => c == ',') + 1}";
    }

    [GeneratedRegex(@"^(?:(?:static|abstract|sealed|record) )*(?:class|struct|enum|interface) \w+(?:<[^>]*>)?(?: :.*)?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(?:class|struct|enum|interface|delegate) (\w+(?:<[^>]*>)?)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@" = (default\([^)]*\)|""[^""]*""|[^,)]+)([,)]|$)")]
    private static partial Regex DefaultValue();

    [GeneratedRegex(@" where \w+ : notnull")]
    private static partial Regex NotNull();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
