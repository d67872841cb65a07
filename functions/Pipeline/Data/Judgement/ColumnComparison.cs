using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Drift;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>One column then and now, measured and not yet decided: that takes the p-values of all columns.</summary>
/// <param name="MissingP">Of the z test of the shares of missing cells; null where no cell is missing, or all are.</param>
internal sealed record ColumnComparison(ColumnDrift Measured, double? MissingP)
{
    private const int NamedValues = 20;

    public static ColumnComparison Of(string name, ComparedRows before, ComparedRows after, DriftRole role, DriftOptions options)
    {
        var (reference, referenceRows) = (before.Table[name], before.Rows);
        var (current, currentRows) = (after.Table[name], after.Rows);
        var then = referenceRows.Count(row => !reference.IsMissing(row));
        var now = currentRows.Count(row => !current.IsMissing(row));
        var missing = ProportionZ.Of(
            referenceRows.Length - then, referenceRows.Length, currentRows.Length - now, currentRows.Length);
        var drift = new ColumnDrift(name, role, null, null, then, now, false)
        {
            ReferenceMissing = Share(referenceRows.Length - then, referenceRows.Length),
            CurrentMissing = Share(currentRows.Length - now, currentRows.Length),
        };
        if (reference is NumberColumn != current is NumberColumn)
        {
            var (was, kind) = (TrainingReadiness.Kind(reference), TrainingReadiness.Kind(current));
            return new(drift with { Drifted = true, Reason = $"it held {was}, and holds {kind}" }, missing?.P);
        }

        if (then < options.MinimumRows || now < options.MinimumRows)
        {
            return new(drift with { Reason = $"fewer than {options.MinimumRows} values on one side" }, missing?.P);
        }

        var large = referenceRows.Length >= options.LargeRows;
        if (reference is NumberColumn numbers && current is NumberColumn others)
        {
            double[] valuesThen = Sorted(numbers, before.Sampled), valuesNow = Sorted(others, after.Sampled);
            if (valuesThen.Length < options.MinimumRows || valuesNow.Length < options.MinimumRows)
            {
                return new(drift with { Reason = $"fewer than {options.MinimumRows} values in the sample of one side" }, missing?.P);
            }

            if (!HasTwoValues(valuesThen, valuesNow))
            {
                drift = drift with { ReferenceRows = valuesThen.Length, CurrentRows = valuesNow.Length };
                return new(Numbers(drift, valuesThen, valuesNow, large, options), missing?.P);
            }
        }

        return new(Categories(drift, CategoryCounts.Of(reference, referenceRows, current, currentRows), large, options), missing?.P);
    }

    private static ColumnDrift Numbers(ColumnDrift drift, double[] before, double[] after, bool large, DriftOptions options)
    {
        var test = KolmogorovSmirnov.Of(before, after)!;
        var (psi, bins) = BinnedShares.OfNumbers(before, after);
        var p = Math.Clamp(test.P, 0, 1);
        drift = drift with { Method = "kolmogorov_smirnov", Statistic = test.D, P = p, Psi = psi.Value, PsiBins = bins };
        if (!large)
        {
            return drift;
        }

        var mean = before.Average();
        var deviation = Math.Sqrt(before.Sum(value => (value - mean) * (value - mean)) / before.Length);
        return deviation > 0 && Distances.Wasserstein(before, after).TryGet(out var distance)
            ? drift with { Method = "wasserstein", Statistic = distance / deviation, Limit = options.Wasserstein }
            : drift with { Method = "jensen_shannon", Statistic = ToConstant(before[0], after), Limit = options.JensenShannon };
    }

    /// <summary>
    /// A reference without a spread has no unit to measure a distance in: below, at and above its one value are then compared.
    /// </summary>
    private static double? ToConstant(double constant, double[] after) => Distances.JensenShannon(
        [0, 1, 0],
        [after.Count(value => value < constant), after.Count(value => value == constant), after.Count(value => value > constant)]).Value;

    private static ColumnDrift Categories(ColumnDrift drift, CategoryCounts counts, bool large, DriftOptions options)
    {
        var (method, statistic, p) = counts.Test();
        var (psi, bins) = BinnedShares.OfCategories(counts);
        drift = drift with
        {
            Method = method,
            Statistic = statistic,
            P = p,
            Psi = psi.Value,
            PsiBins = bins,
            NewValues = [.. counts.New.Take(NamedValues)],
            VanishedValues = [.. counts.Vanished.Take(NamedValues)],
        };
        if (large && Distances.JensenShannon(Doubles(counts.Reference), Doubles(counts.Current)).TryGet(out var distance))
        {
            return drift with { Method = "jensen_shannon", Statistic = distance, Limit = options.JensenShannon };
        }

        var reason = counts.Names.Length < 2 ? "one value then and now" : "every category is too rare to test";
        return p is null ? drift with { Reason = reason } : drift;
    }

    private static double[] Doubles(long[] counts) => Array.ConvertAll(counts, count => (double)count);

    private static double[] Sorted(NumberColumn column, int[] rows)
    {
        var values = Array.FindAll(Array.ConvertAll(rows, row => column.Values[row]), value => !double.IsNaN(value));
        Array.Sort(values);
        return values;
    }

    /// <summary>At most two values over both sides: 0 and 1, or one before and another now.</summary>
    private static bool HasTwoValues(double[] before, double[] after)
    {
        double low = Math.Min(before[0], after[0]), high = Math.Max(before[^1], after[^1]);
        return before.All(value => value == low || value == high) && after.All(value => value == low || value == high);
    }

    private static double Share(int part, int whole) => Estimate.Ratio(part, whole, "there are no rows").Value ?? 0;
}
