using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What is proposed for one column.</summary>
internal sealed record ProposedColumn
{
    public required string Name { get; init; }

    public required LogicalType Type { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>Rows without a value that are allowed where none is required.</summary>
    public required double MissingPercent { get; init; }

    public required bool IsUnique { get; init; }

    public required bool IsTarget { get; init; }

    public required bool IsPersonal { get; init; }

    public required (double? Low, double? High) Range { get; init; }

    /// <summary>Empty: any.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Rows with another value that are allowed.</summary>
    public required double UnexpectedPercent { get; init; }
}
