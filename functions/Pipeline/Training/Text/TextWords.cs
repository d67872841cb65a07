namespace ServerlessMlops.Pipeline.Training;

/// <summary>What the n-grams of a text are made of.</summary>
public enum TextUnit { Words, Characters }

/// <summary>The words of a text: runs of letters and digits, in lower case, the same in every culture.</summary>
public static class TextWords
{
    /// <summary>Characters of one cell that are read; what comes after them is not.</summary>
    public const int MaximumCharacters = 10_000;

    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var length = Math.Min(text.Length, MaximumCharacters);
        var start = -1;
        for (var i = 0; i <= length; i++)
        {
            var inside = i < length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]));
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
