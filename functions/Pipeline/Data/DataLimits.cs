namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a file may hold: past a limit reading stops with a named problem, whatever the file's size.</summary>
public static class DataLimits
{
    public const int Columns = 10_000;

    /// <summary>Characters that a number is written with; longer digits are text.</summary>
    public const int NumberCharacters = 400;

    /// <summary>Bytes of one cell.</summary>
    public const int CellCharacters = 1 << 20;

    /// <summary>Bytes of one record; also what bounds a quote that is never closed.</summary>
    public const int RecordCharacters = 1 << 24;

    /// <summary>Rows times columns of a table that is trained on: it is held in memory, 4 to 8 bytes a cell.</summary>
    public const long Cells = 250_000_000;

    /// <summary>Bytes of the different texts of a table that is trained on: each is held once, in twice as much memory.</summary>
    public const long Texts = 1L << 30;

    /// <summary>Rows a model is trained on at least.</summary>
    public const int MinimumRows = 50;

    /// <summary>Rows of each class at least: the test part then holds two or more of each.</summary>
    public const int MinimumRowsPerClass = 10;

    public const int Classes = 100;

    /// <summary>Groups of one protected attribute; more cannot be compared, and a number then needs bins.</summary>
    public const int Groups = 50;
}
