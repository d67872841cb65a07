using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Which of the compared columns drifted: one family of tests, corrected together.</summary>
internal static class DriftDecision
{
    public const string Correction = "Holm";

    /// <remarks>See docs/decisions/0311: where a distance decides, its test must also say that it is not chance.</remarks>
    public static IReadOnlyList<ColumnDrift> Of(IReadOnlyList<ColumnComparison> compared, DriftOptions options)
    {
        var adjusted = HolmAdjustment.Adjust(
            [.. compared.Select(column => column.Measured.P ?? 1), .. compared.Select(column => column.MissingP ?? 1)]);
        return [.. compared.Select((column, place) => Decide(column, adjusted[place], adjusted[compared.Count + place], options))];
    }

    private static ColumnDrift Decide(ColumnComparison compared, double adjusted, double missing, DriftOptions options)
    {
        var column = compared.Measured;
        var change = Math.Abs(column.CurrentMissing - column.ReferenceMissing);
        var reason = column.Reason;
        var (far, sure) = (column.Limit is null || column.Statistic >= column.Limit, column.P is not null && adjusted < options.Level);
        if (far && sure)
        {
            reason = column.Limit is null ? "the test says so" : "the distance reaches its limit, and is not chance";
        }
        else if (change >= options.Missing && compared.MissingP is not null && missing < options.Level)
        {
            reason = $"{100 * column.ReferenceMissing:0.0} % of cells were missing, and {100 * column.CurrentMissing:0.0} % are";
            sure = far = true;
        }

        return column with { AdjustedP = column.P is null ? null : adjusted, Drifted = column.Drifted || (far && sure), Reason = reason };
    }
}
