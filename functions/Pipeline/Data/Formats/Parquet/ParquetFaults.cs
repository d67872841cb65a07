namespace ServerlessMlops.Pipeline.Data;

/// <summary>Says, once, why a Parquet file was not read on. Each way to say it returns false, so that it ends what was tried.</summary>
internal sealed class ParquetFaults(ProblemList problems)
{
    public bool HasStopped { get; private set; }

    public bool Corrupt(string what, string? column = null) => Stop(
        ProblemCodes.ParquetCorrupt, $"The Parquet file is damaged{Where(column)}: {what}.", what, "a file as its writer left it");

    public bool Unsupported(string what, string? column = null) => Stop(
        ProblemCodes.ParquetUnsupported, $"The Parquet file uses {what}{Where(column)}, which is not read.", what, "see docs/problems.md");

    public bool Bomb(string seen, string expected) =>
        Stop(ProblemCodes.ParquetBomb, $"The Parquet file holds {seen}; {expected} is read from a file of its size.", seen, expected);

    public bool TooLarge(string seen, string expected, string? column = null) => Stop(
        ProblemCodes.ParquetTooLarge, $"The Parquet file needs more memory than is given to it{Where(column)}: {seen}.", seen, expected);

    private static string Where(string? column) => column is null ? "" : $" in column '{column}'";

    private bool Stop(string code, string message, string seen, string expected)
    {
        if (!HasStopped)
        {
            HasStopped = true;
            problems.Stop(code, message, null, seen, expected);
        }

        return false;
    }
}
