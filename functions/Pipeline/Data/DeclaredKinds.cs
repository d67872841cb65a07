using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The kinds that a pipeline.yaml states, or needs without stating them.</summary>
internal static class DeclaredKinds
{
    /// <returns>By column: those of <c>features.types</c>; else numbers for a regression's target and for an attribute in bins.</returns>
    public static IReadOnlyDictionary<string, ColumnKind> Of(PipelineSpec? spec)
    {
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal);
        if (spec is null)
        {
            return kinds;
        }

        if (spec.Task == ModelTask.Regression)
        {
            kinds[spec.Target] = ColumnKind.Number;
        }

        foreach (var attribute in spec.Protected.Where(attribute => attribute.Bins.Count > 0))
        {
            kinds[attribute.Column] = ColumnKind.Number;
        }

        foreach (var (column, kind) in spec.Features.Types)
        {
            kinds[column] = kind;
        }

        return kinds;
    }
}
