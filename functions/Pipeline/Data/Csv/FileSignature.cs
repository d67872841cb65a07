namespace ServerlessMlops.Pipeline.Data;

/// <summary>Recognises a file that is no text by its first bytes, whatever it is named.</summary>
internal static class FileSignature
{
    private static readonly (byte[] Start, string Name)[] Known =
    [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ([0x47, 0x49, 0x46, 0x38], "a GIF image"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, or an Excel workbook"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
        ([0x42, 0x5A, 0x68], "a bzip2 file"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20, 0x66], "a SQLite database"),
    ];

    /// <returns>What the file is; null where its first bytes may be text.</returns>
    public static string? Recognise(ReadOnlySpan<byte> head)
    {
        foreach (var (start, name) in Known)
        {
            if (head.StartsWith(start))
            {
                return name;
            }
        }

        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return null;
        }

        // In text a NUL is a rare accident; in a binary file, or in UTF-16 without a mark, it is every few bytes.
        return head.Length >= 16 && head.Count((byte)0) * 10 > head.Length ? "a binary file" : null;
    }
}
