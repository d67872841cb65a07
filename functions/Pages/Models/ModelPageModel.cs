using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Pages;

/// <param name="Newest">The newest version's number.</param>
public sealed record ModelSummary(string Model, AliasRecord? Champion, int Versions, int Newest);

public sealed record ModelsPageModel(IReadOnlyList<ModelSummary> Models, string Viewer);

/// <summary>A model's versions and what was live when.</summary>
public sealed record ModelPageModel
{
    public required string Model { get; init; }

    /// <summary>Null where nothing is live.</summary>
    public required AliasRecord? Champion { get; init; }

    /// <summary>Of the live version; null where nothing is live.</summary>
    public EvaluationReport? Evaluation { get; init; }

    /// <summary>As <see cref="Evaluation"/> names it.</summary>
    public ExplanationReport? Explanation { get; init; }

    public required IReadOnlyList<VersionRecord> Versions { get; init; }

    /// <summary>Every move of the alias, in order.</summary>
    public required IReadOnlyList<DeploymentRecord> History { get; init; }

    /// <summary>The live version in other formats; null where it has none.</summary>
    public ExportList? Exports { get; init; }

    public required string Viewer { get; init; }

    public required bool MayRollBack { get; init; }

    /// <summary>For the rollback form, bound to the model's name as its digest.</summary>
    public required string AntiForgery { get; init; }
}
