using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Local;

/// <summary>Names in storage from names on disk, which may hold spaces, capitals, other scripts and other endings.</summary>
public static class DropNames
{
    private const string Ending = ".csv";
    private const int LongestModel = 63;
    private const int LongestStem = 100;

    /// <summary><c>Loan Data (2024).TXT</c> is dropped as <c>loan-data-2024.csv</c>: the drop zone takes what ends in .csv.</summary>
    public static string FileOf(string fileName) => Slug(Stem(fileName), LongestStem, keep: "._", otherwise: "data") + Ending;

    /// <summary>A model's name from a file's: <c>Loan Data (2024).TXT</c> gives <c>loan-data-2024</c>.</summary>
    public static string ModelOf(string fileName) => Slug(Stem(fileName), LongestModel, keep: "", otherwise: "model");

    private static string Stem(string fileName)
    {
        var name = Path.GetFileName(fileName);
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name;
    }

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
        : throw CommandFault.Usage($"Seen the model name '{model}'; expected {ModelNames.Expected}.", $"{ModelOf(model + Ending)}, for example");
}
