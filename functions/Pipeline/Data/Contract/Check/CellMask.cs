using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>How a cell is shown that not everybody may read: its first character and its length.</summary>
internal static class CellMask
{
    /// <summary>Words that organisations classify columns by; each of them means that values are not to be shown.</summary>
    private static readonly HashSet<string> Sensitive = new(StringComparer.OrdinalIgnoreCase)
    {
        "personal", "personal data", "pii", "sensitive", "confidential", "restricted", "secret", "highly confidential", "internal restricted",
        "special category", "phi",
    };

    public static bool AppliesTo(ContractProperty property) =>
        (property.Classification is { } classification && Sensitive.Contains(classification.Trim()))
        || property.PersonalData is PersonalDataPolicy.Mask or PersonalDataPolicy.Refuse;

    /// <summary>Whether a text is what <see cref="Of"/> gives.</summary>
    public static bool Is(string text) =>
        text.Contains("… (", StringComparison.Ordinal) && (text.EndsWith(" characters)", StringComparison.Ordinal) || text.EndsWith("(1 character)", StringComparison.Ordinal));

    /// <returns><c>d… (16 characters)</c>; of one or two characters none is shown.</returns>
    public static string Of(string text)
    {
        var characters = new StringInfo(text).LengthInTextElements;
        var first = characters > 2 ? StringInfo.GetNextTextElement(text) : "";
        return characters == 1 ? "… (1 character)" : $"{first}… ({characters} characters)";
    }
}
