namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What one pass over a file found: no row of it is kept, only summaries of bounded size.</summary>
public sealed record DatasetProfile
{
    /// <summary>Rows that could be told into cells.</summary>
    public required long Rows { get; init; }

    public required FileFacts File { get; init; }

    public required IReadOnlyList<ColumnProfile> Columns { get; init; }
}

/// <param name="Format">csv, parquet or jsonl.</param>
/// <param name="Encoding">utf-8, utf-16le or utf-16be; null for Parquet.</param>
/// <param name="Delimiter">CSV only.</param>
/// <param name="Compression">gzip, or a Parquet codec; null where there is none.</param>
public sealed record FileFacts(
    string Format, string? Encoding = null, bool ByteOrderMark = false, char? Delimiter = null, string? Compression = null);

/// <summary>One column's summary. Values are shown as they stand in the file, unless the column holds personal data: then masked.</summary>
public sealed record ColumnProfile
{
    public required string Name { get; init; }

    public required ColumnKind Kind { get; init; }

    /// <summary>Rows with a value.</summary>
    public required long Count { get; init; }

    /// <summary>Rows without.</summary>
    public required long Missing { get; init; }

    /// <summary>Different values.</summary>
    public required long Distinct { get; init; }

    /// <summary>Relative standard error of <see cref="Distinct"/>; 0 where it was counted.</summary>
    public double DistinctError { get; init; }

    /// <summary>For numbers and dates (days since 1970-01-01).</summary>
    public NumberProfile? Numbers { get; init; }

    /// <summary>The most frequent values, most frequent first.</summary>
    public IReadOnlyList<ValueCount> Top { get; init; } = [];

    /// <summary>For text: characters (UTF-8 bytes) a value.</summary>
    public LengthProfile? Lengths { get; init; }

    /// <summary>For text: the most frequent shapes, letters as A and a, digits as 9, runs as one with a plus.</summary>
    public IReadOnlyList<ValueCount> Patterns { get; init; } = [];

    /// <summary>What the column has to do with the target; null for the target itself, and where the table could not be trained on.</summary>
    public Association? Association { get; init; }
}

/// <param name="StandardDeviation">Of the sample, n − 1; null with fewer than two values.</param>
/// <param name="Quantiles">At 0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99 and 1.</param>
/// <param name="RankError">The quantiles' rank is right within this share, with 99 % confidence; 0 where they are exact.</param>
public sealed record NumberProfile(
    double Min, double Max, double Mean, double? StandardDeviation, IReadOnlyList<QuantileValue> Quantiles, double RankError, Histogram? Histogram);

public sealed record QuantileValue(double At, double Value);

/// <param name="Edges">One more than shares, ascending; the last bin is closed on both sides.</param>
/// <param name="Shares">Of the values in each bin, summing to 1.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Shares);

/// <param name="Count">At least so many rows.</param>
/// <param name="MaxError">And at most so many more.</param>
public sealed record ValueCount(string Value, long Count, long MaxError = 0);

public sealed record LengthProfile(int Min, double Mean, int Max);

/// <param name="Measure">correlation (r), correlation_ratio (η²) or cramers_v.</param>
/// <param name="Value">Null where it could not be measured; then <paramref name="Reason"/> says why.</param>
/// <param name="Rows">With a value in both columns.</param>
public sealed record Association(string Measure, double? Value, long Rows, string? Reason = null);
