using System.Text.RegularExpressions;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A pattern that cells are matched with: no pattern and no cell can make it run for long.</summary>
internal static class CellPattern
{
    public const int MaximumLength = 500;

    /// <summary>See <see cref="PatternCost"/>.</summary>
    public const int MaximumCost = 1_000;

    /// <summary>Bytes of a cell that is matched; a longer one does not match.</summary>
    public const int MaximumCell = 10_000;

    public const string Expected = "a regular expression without look-around, back-references and atomic groups";

    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <returns>What is wrong with it, as the end of a sentence; null where it can be used.</returns>
    public static string? Fault(string pattern)
    {
        if (pattern.Length > MaximumLength)
        {
            return $"has {pattern.Length} characters; at most {MaximumLength} are read";
        }

        if (PatternCost.Of(pattern) > MaximumCost)
        {
            return $"repeats too much: written out it has more than {MaximumCost} characters";
        }

        try
        {
            _ = Compile(pattern);
            return null;
        }
        catch (RegexParseException fault)
        {
            return $"is no regular expression: {fault.Error} at character {fault.Offset}";
        }
        catch (NotSupportedException)
        {
            return "looks around or back, which is not run";
        }
    }

    /// <summary>Reads a pattern under a key, and says what is wrong with it.</summary>
    public static string? Read(YamlSection section, string key, YamlProblems problems)
    {
        if (section.OptionalText(key) is not { } pattern || Fault(pattern) is not { } fault)
        {
            return section.OptionalText(key);
        }

        problems.Error(
            YamlCodes.BadPattern, section.PlaceOfValue(key), section.Path(key), $"The pattern '{ProblemList.Cut(pattern)}' {fault}.",
                pattern,
            Expected);
        return null;
    }
}
