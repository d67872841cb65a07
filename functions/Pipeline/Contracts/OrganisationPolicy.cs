namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What an organisation asks of its models, from <c>policies/{name}.yaml</c>: inherited by each that it speaks of, only ever stricter.</summary>
public sealed record OrganisationPolicy
{
    /// <summary>The file's name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>From 1; people raise it when they change the file.</summary>
    public required int Version { get; init; }

    /// <summary>The accountable owner: a person.</summary>
    public required string Owner { get; init; }

    /// <summary>The clause that it serves, in people's words; null where none is named.</summary>
    public string? Clause { get; init; }

    public PolicyScope AppliesTo { get; init; } = new();

    /// <summary>A gate on a measure that a task does not have says nothing of models of that task.</summary>
    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    /// <summary>Licences that data may have; empty: any that is stated.</summary>
    public IReadOnlyList<string> Licences { get; init; } = [];

    /// <summary>Distinct people that must approve, at least; null: the built-in policy's.</summary>
    public int? Quorum { get; init; }

    /// <summary>Hours that a request may stay open, at most; null: the built-in policy's.</summary>
    public double? DeadlineHours { get; init; }
}

/// <summary>Which models a policy speaks of: those that match every part that is given.</summary>
public sealed record PolicyScope
{
    /// <summary>Names, or beginnings of names that end in <c>*</c>; empty: all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> RiskClasses { get; init; } = [];

    public IReadOnlyList<ModelTask> Tasks { get; init; } = [];
}
