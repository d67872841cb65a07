using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Where a word or number in text begins and ends.</summary>
internal static class TextUnits
{
    private static readonly bool[] Words =
        [.. Enumerable.Range(0, 256).Select(unit => char.IsAsciiLetterOrDigit((char)unit) || unit is '_' or >= 0x80)];

    public static bool IsDigit(byte unit) => (uint)(unit - '0') <= 9;

    /// <summary>A letter, digit or underscore; every unit of a longer character is taken for a letter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(byte unit) => Words[unit];

    /// <summary>Nothing in front makes it a part of something longer, such as a path, a decimal or an identifier with dashes.</summary>
    public static bool Begins(ReadOnlySpan<byte> text, int at) =>
        at == 0 || !(IsWord(text[at - 1]) || "-./@#+$"u8.Contains(text[at - 1]));

    /// <summary>The same behind it: 1234,50 and 1234-ab go on, while a full stop or a comma ends.</summary>
    public static bool Ends(ReadOnlySpan<byte> text, int at) =>
        at >= text.Length || (!IsWord(text[at]) && text[at] != '@'
            && !(text[at] is (byte)'-' or (byte)'.' or (byte)',' or (byte)'/' && at + 1 < text.Length && IsWord(text[at + 1])));
}
