using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Says which categories a model was never shown, or too rarely: they are scored as "other".</summary>
public static class UnseenCategories
{
    /// <summary>In one row.</summary>
    /// <param name="values">One a feature.</param>
    public static IReadOnlyList<Problem> Of(FeatureEncoder encoder, ReadOnlySpan<FeatureValue> values)
    {
        var warnings = new List<Problem>();
        foreach (var (source, feature) in encoder.Features.Index())
        {
            if (encoder.IsUnseen(source, values[source]))
            {
                warnings.Add(Warn(feature.Name, values[source].Text!, null, 1));
            }
        }

        return warnings;
    }

    /// <summary>In some rows of a table: one warning a column, with the first such row and how many there are.</summary>
    public static IReadOnlyList<Problem> Of(FeatureEncoder encoder, Table table, ReadOnlySpan<int> rows)
    {
        var warnings = new List<Problem>();
        foreach (var (source, feature) in encoder.Features.Index().Where(pair => pair.Item is { IsText: true, Expression: null }))
        {
            var column = table[feature.Name];
            var (first, count) = (-1, 0);
            foreach (var row in rows)
            {
                if (encoder.IsUnseen(source, new FeatureValue(double.NaN, column.Text(row))))
                {
                    first = count++ == 0 ? row : first;
                }
            }

            if (count > 0)
            {
                warnings.Add(Warn(feature.Name, column.Text(first)!, table.FileRow(first), count));
            }
        }

        return warnings;
    }

    private static Problem Warn(string feature, string level, long? row, long count)
    {
        var shown = level.Length <= 80 ? level : level[..79] + "…";
        return new Problem(
            ModelProblemCodes.UnseenCategory,
            $"'{shown}' in '{feature}' was not among the categories the model was fitted on, or was too rare; it counts as other.",
            Row: row, Column: feature, Seen: shown, Severity: Severity.Warning, Count: count);
    }
}
