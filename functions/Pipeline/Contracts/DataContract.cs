namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>
/// What the people who give and use a dataset have agreed on: the part of an Open Data Contract Standard v3.1 file that is held to.
/// </summary>
public sealed record DataContract
{
    public required string Id { get; init; }

    /// <summary>Of the contract, not of the standard.</summary>
    public required string Version { get; init; }

    /// <summary>proposed, draft, active, deprecated, retired, or a word of the organisation's own.</summary>
    public required string Status { get; init; }

    public string? Name { get; init; }

    public string? Domain { get; init; }

    public string? DataProduct { get; init; }

    public string? Purpose { get; init; }

    public string? Limitations { get; init; }

    public string? Usage { get; init; }

    /// <summary>The tables described; a file is held to one of them.</summary>
    public IReadOnlyList<ContractObject> Objects { get; init; } = [];

    public string? TeamName { get; init; }

    public IReadOnlyList<ContractMember> Team { get; init; } = [];

    public IReadOnlyList<SlaTerm> Sla { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is done with personal data in columns that say nothing of their own; null: nothing was agreed.</summary>
    public PersonalDataPolicy? PersonalData { get; init; }

    public DatasheetAnswers Datasheet { get; init; } = new();
}

/// <param name="Username">A name or an address.</param>
public sealed record ContractMember(string Username, string? Name = null, string? Role = null);

/// <param name="Value">As it is written.</param>
public sealed record SlaTerm(string Property, string Value, string? Unit = null, string? Element = null);

/// <summary>One table.</summary>
public sealed record ContractObject
{
    public required string Name { get; init; }

    /// <summary>The file's name, where it is another one.</summary>
    public string? PhysicalName { get; init; }

    public string? Description { get; init; }

    /// <summary>What one row stands for.</summary>
    public string? Granularity { get; init; }

    public IReadOnlyList<ContractProperty> Properties { get; init; } = [];

    /// <summary>Rules for the table as a whole.</summary>
    public IReadOnlyList<QualityRule> Quality { get; init; } = [];

    /// <summary>How much may be set aside; null: a row that breaks the contract rejects the file.</summary>
    public RejectLimit? RejectLimit { get; init; }

    /// <summary>
    /// Where false, a column that the contract does not know rejects a file to train on: it would become a feature unseen.
    /// </summary>
    public bool AllowNewColumns { get; init; }
}

/// <param name="Amount">Rows, or percent of the file's rows.</param>
public sealed record RejectLimit(double Amount, QualityUnit Unit);

public enum PersonalDataPolicy { Allow, Mask, Refuse }

/// <summary>What a file is for: the label may be absent where it is to be scored.</summary>
public enum DataEnvironment { Training, Scoring }

/// <summary>One column.</summary>
public sealed record ContractProperty
{
    public required string Name { get; init; }

    /// <summary>The column's name in the file, where it is another one.</summary>
    public string? PhysicalName { get; init; }

    public string? Description { get; init; }

    /// <summary>Null: any.</summary>
    public LogicalType? Type { get; init; }

    public TypeOptions Options { get; init; } = new();

    /// <summary>No cell may be without a value.</summary>
    public bool Required { get; init; }

    public bool Unique { get; init; }

    /// <summary>
    /// In the primary key, from 1; those of one position follow each other as in the file. Null where it is no part of the key.
    /// </summary>
    public int? KeyPosition { get; init; }

    public string? Classification { get; init; }

    public bool CriticalDataElement { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<QualityRule> Quality { get; init; } = [];

    public PersonalDataPolicy? PersonalData { get; init; }

    /// <summary>Where the column has to be there.</summary>
    public IReadOnlyList<DataEnvironment> Environments { get; init; } = [DataEnvironment.Training, DataEnvironment.Scoring];

    /// <summary>In <see cref="Acknowledged"/>: the column tells the target, and is known when predicting all the same.</summary>
    public const string Leakage = "leakage";

    /// <summary>Findings that a person has looked at and accepts for this column, e.g. <c>leakage</c>.</summary>
    public IReadOnlyList<string> Acknowledged { get; init; } = [];
}

/// <summary>The standard's logical types; <c>object</c> and <c>array</c> are not checked, a table holds none.</summary>
public enum LogicalType { String, Date, Timestamp, Time, Number, Integer, Object, Array, Boolean }

/// <summary>Limits of single values. Those of dates are in days since 1970-01-01.</summary>
public sealed record TypeOptions
{
    public double? Minimum { get; init; }

    public double? ExclusiveMinimum { get; init; }

    public double? Maximum { get; init; }

    public double? ExclusiveMaximum { get; init; }

    public double? MultipleOf { get; init; }

    /// <summary>Characters (Unicode code points).</summary>
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public string? Pattern { get; init; }

    public string? Format { get; init; }
}

public enum QualityMetric { NullValues, MissingValues, InvalidValues, DuplicateValues, RowCount }

public enum QualityUnit { Rows, Percent }

public enum QualityOperator
{
    MustBe,
    MustNotBe,
    MustBeGreaterThan,
    MustBeGreaterOrEqualTo,
    MustBeLessThan,
    MustBeLessOrEqualTo,
    MustBeBetween,
    MustNotBeBetween,
}

/// <summary>A count over the file, and what it must be.</summary>
public sealed record QualityRule
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public required QualityMetric Metric { get; init; }

    public required QualityOperator Operator { get; init; }

    /// <summary>The number compared with; the lower of the two of a between, both included.</summary>
    public required double Value { get; init; }

    public double? Upper { get; init; }

    /// <summary>Rows, or percent of all rows.</summary>
    public QualityUnit Unit { get; init; }

    /// <summary>Of <see cref="QualityMetric.InvalidValues"/>; empty: any.</summary>
    public IReadOnlyList<string> ValidValues { get; init; } = [];

    public string? Pattern { get; init; }

    /// <summary>
    /// Of <see cref="QualityMetric.MissingValues"/>: texts that stand for no value, beside the cells that are read as such anyway.
    /// </summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>Of <see cref="QualityMetric.DuplicateValues"/> of a table: the columns that count together; empty: all.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Error where the rule says nothing; a warning rejects nothing.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    public string? Dimension { get; init; }

    public string? BusinessImpact { get; init; }
}
