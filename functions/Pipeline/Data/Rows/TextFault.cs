using System.Text.Unicode;

namespace ServerlessMlops.Pipeline.Data;

internal enum TextFault : byte
{
    None,
    NotUtf8,
    Nul,
    TooLarge,
}

/// <summary>What can be wrong with a text that is stored as bytes.</summary>
internal static class TextFaults
{
    public static TextFault Find(ReadOnlySpan<byte> text) =>
        text.Length > DataLimits.CellCharacters ? TextFault.TooLarge
        : !Utf8.IsValid(text) ? TextFault.NotUtf8
        : text.Contains((byte)0) ? TextFault.Nul
        : TextFault.None;

    /// <summary>Names a cell, or counts it where enough were named.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="first">Byte of the file where such a fault was first seen; -1 where that cannot be said.</param>
    public static void Report(ProblemList problems, TextFault fault, long row, string column, ReadOnlySpan<byte> text, long first = -1)
    {
        var (code, what, expected) = fault switch
        {
            TextFault.NotUtf8 => (ProblemCodes.InvalidUtf8, "bytes that are not UTF-8", "UTF-8"),
            TextFault.Nul => (ProblemCodes.NulByte, "the cell holds a NUL", "text without NUL"),
            _ => (
                ProblemCodes.CellTooLarge, $"the cell has {text.Length} bytes; at most {DataLimits.CellCharacters} are read",
                $"at most {DataLimits.CellCharacters}"),
        };
        if (problems.IsFull(code, column))
        {
            problems.More(code, column, 1);
        }
        else
        {
            var seen = fault == TextFault.TooLarge ? $"{text.Length} bytes" : Sightings.Shown(text);
            var where = first < 0 ? "" : $"; the first in the file is byte {first}";
            problems.Error(code, $"Row {row}, column '{column}': {what}{where}.", row, column, seen, expected);
        }
    }
}
