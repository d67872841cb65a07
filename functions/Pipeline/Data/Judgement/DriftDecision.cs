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
        double?[] tests = [.. compared.Select(column => column.Measured.P), .. compared.Select(column => column.MissingP)];
        var adjusted = new Queue<double>(HolmAdjustment.Adjust([.. tests.OfType<double>()]));
        var family = Array.ConvertAll(tests, p => p is null ? (double?)null : adjusted.Dequeue());
        return [.. compared.Select((column, place) => Decide(column, family[place], family[compared.Count + place], options))];
    }

    private static ColumnDrift Decide(ColumnComparison compared, double? adjusted, double? missing, DriftOptions options)
    {
        var column = compared.Measured;
        var change = Math.Abs(column.CurrentMissing - column.ReferenceMissing);
        var reason = column.Reason;
        var (far, sure) = (column.Limit is null || column.Statistic >= column.Limit, adjusted < options.Level);
        if (far && sure)
        {
            reason = column.Limit is null ? "the test says so" : "the distance reaches its limit, and is not chance";
        }
        else if (change >= options.Missing && missing < options.Level)
        {
            reason = $"{100 * column.ReferenceMissing:0.0} % of cells were missing, and {100 * column.CurrentMissing:0.0} % are";
            sure = far = true;
        }

        return column with { AdjustedP = adjusted, Drifted = column.Drifted || (far && sure), Reason = reason };
    }
}
