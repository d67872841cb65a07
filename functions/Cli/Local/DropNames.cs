using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Local;

/// <summary>Names in storage from names on disk, which may hold spaces, capitals, other scripts and other endings.</summary>
public static class DropNames
{
    private const string OtherEnding = ".csv";
    private const int LongestModel = 63;
    private const int LongestStem = 100;

    /// <summary>
    /// <c>Loan Data (2024).Parquet</c> is dropped as <c>loan-data-2024.parquet</c>. What ends otherwise than the drop zone takes, .txt for
    /// one, is dropped as .csv, and .json as .jsonl: what a file is, its first bytes say.
    /// </summary>
    public static string FileOf(string fileName) => Slug(Stem(fileName), LongestStem, keep: "._", otherwise: "data") + EndingOf(fileName);

    /// <summary>A model's name from a file's: <c>Loan Data (2024).TXT</c> gives <c>loan-data-2024</c>.</summary>
    public static string ModelOf(string fileName) => Slug(Stem(fileName), LongestModel, keep: "", otherwise: "model");

    private static string Stem(string fileName)
    {
        var name = Path.GetFileName(fileName);
        if (DatasetNames.EndingOf(name) is { } ending)
        {
            return name[..^ending.Length];
        }

        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name;
    }

    private static string EndingOf(string fileName) =>
        DatasetNames.EndingOf(Path.GetFileName(fileName))
        ?? (fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ".jsonl" : OtherEnding);

    private static string Slug(string text, int longest, string keep, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character) || keep.Contains(character, StringComparison.Ordinal))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var name = slug.ToString().Trim('-', '.', '_');
        name = (name.Length > longest ? name[..longest] : name).TrimEnd('-', '.', '_');
        return name.Length == 0 ? otherwise : name;
    }

    public static string Checked(string model) => ModelNames.IsValid(model)
        ? model
        : throw CommandFault.Usage($"Seen the model name '{model}'; expected {ModelNames.Expected}.", $"{ModelOf(model + OtherEnding)}, for example");
}
