namespace ServerlessMlops.Pipeline.Data;

/// <summary>How much compressed data may grow: past it the file is taken for a bomb.</summary>
/// <remarks>
/// Tables of real data shrink 3 to 20 times, very repetitive ones about 100; a bomb shrinks as far as the method allows, gzip 1,030 times.
/// The first bytes are free, since a small file may be one value over and over. The absolute limit is what is read in some minutes.
/// </remarks>
internal static class Expansion
{
    /// <summary>Bytes out for each byte in, once <see cref="Free"/> is used up.</summary>
    public const int Ratio = 200;

    /// <summary>Bytes out that need no bytes in.</summary>
    public const long Free = 64L << 20;

    /// <summary>Bytes out at most.</summary>
    public const long Most = 32L << 30;

    /// <summary>Cells that a file of a typed format may hold for each of its bytes, once <see cref="FreeCells"/> are used up: flags of
    /// one bit come to 8. A table takes 8 bytes a cell, whatever the file takes.</summary>
    public const int CellsPerByte = 8;

    public const long FreeCells = 20_000_000;

    /// <summary>Cells that a row counts for beside its own: rows are told apart and remembered too.</summary>
    private const int CellsPerRow = 3;

    /// <summary>Columns that batches of rows may be read from, one after the other, for each byte of a typed file, once
    /// <see cref="FreeVisits"/> are used up: pages that end at another row in each column make batches of few rows.</summary>
    public const int VisitsPerByte = 1;

    public const long FreeVisits = 20_000_000;

    /// <summary>Bytes of long texts in all cells, where each text is stored once: what is read in some seconds.</summary>
    public const long MostRepeated = 4L << 30;

    public static bool IsBomb(long read, long made) => made > Most || made > Free + (read * Ratio);

    public static bool IsBomb(long fileBytes, long rows, int columns) =>
        (Int128)rows * (columns + CellsPerRow) > FreeCells + ((Int128)fileBytes * CellsPerByte);
}
