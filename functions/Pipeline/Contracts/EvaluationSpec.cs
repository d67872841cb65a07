namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What Evaluate looks at beyond all rows and protected groups: parts of the data, declared or searched for.</summary>
public sealed record EvaluationSpec
{
    /// <summary>Rows below which a slice is not judged; a pipeline may only ask for more.</summary>
    public const int LeastRows = 30;

    public const int MostSlices = 50;

    public IReadOnlyList<SliceSpec> Slices { get; init; } = [];

    /// <summary>Rows that a slice, or a group, needs to be judged; null: <see cref="LeastRows"/> for slices, and the built-in floor for groups.</summary>
    public int? MinimumRows { get; init; }

    /// <summary>Whether slices that nobody named are searched for.</summary>
    public bool Discover { get; init; } = true;

    /// <summary>Slices that a search names at most.</summary>
    public int MaxSlices { get; init; } = 10;
}

/// <summary>A named part of the data.</summary>
/// <param name="Where">By column; a row belongs to the slice where all of them hold.</param>
public sealed record SliceSpec(string Name, IReadOnlyDictionary<string, SliceCondition> Where);

/// <summary>What holds of one column: that it has one of some values, or lies within bounds.</summary>
public sealed record SliceCondition
{
    /// <summary>As cells are written, or <c>(missing)</c> for a cell without a value; null where bounds are given.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Belongs to the slice itself. A date is in days since 1970-01-01, as for <see cref="Max"/> and <see cref="Below"/>.</summary>
    public double? Min { get; init; }

    /// <summary>Belongs to the slice itself.</summary>
    public double? Max { get; init; }

    /// <summary>Does not belong to the slice itself.</summary>
    public double? Below { get; init; }
}
