using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Effects;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>
/// What a model loses, in the unit of a measure, when the values of one input are dealt anew among the rows: the measure as it is less the
/// measure after it (the other way round where lower is better).
/// </summary>
/// <remarks>
/// The input keeps its distribution and loses what it tells of the target and of the other inputs. Of two inputs that tell the same each may
/// show little. Source: Breiman, Machine Learning 45 (2001) 5–32, section 10; Fisher, Rudin and Dominici, J. Mach. Learn. Res. 20 (2019) 177.
/// </remarks>
public static class PermutationImportances
{
    public const int Repeats = 10;

    /// <param name="target">Of the table that <paramref name="inputs"/> was taken from.</param>
    /// <param name="metric">One of <see cref="MeasureCatalog.Metrics"/>.</param>
    /// <param name="repeats">Permutations an input, at least 1.</param>
    /// <param name="seed">The same seed gives the same permutations, on any machine.</param>
    /// <returns>Without inputs, and with the reason, where the measure has no value on these rows.</returns>
    public static PermutationReport Of(Scorer scorer, InputTable inputs, TargetVector target, string metric, int repeats, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var names = scorer.Model.Transform.Inputs.Select(input => input.Name).ToArray();
        var higher = MeasureCatalog.Find(scorer.Model.Task, metric)?.HigherIsBetter ?? true;
        var baseline = Measure(scorer, inputs, target, metric);
        if (baseline.Value is not { } whole)
        {
            return new(metric, higher, null, repeats, inputs.Rows, [], baseline.Reason);
        }

        var losses = new Estimate[names.Length * repeats];
        Parallel.For(0, losses.Length, index =>
        {
            var column = inputs[names[index / repeats]];
            var permuted = inputs.With(Columns.Take(column, Permutation(inputs.Rows, seed, index)));
            losses[index] = Measure(scorer, permuted, target, metric).Value is { } value
                ? Estimate.Of(higher ? whole - value : value - whole)
                : Estimate.Unmeasured("undefined after a permutation");
        });
        var importances = losses.Chunk(repeats).Zip(names, (own, name) => (Name: name, Values: own.Where(loss => loss.IsMeasured).Select(loss => loss.Value!.Value).ToArray()))
            .Where(input => input.Values.Length == repeats)
            .Select(input => (input.Name, Spread: Spread.Of(input.Values)))
            .Select(input => new PermutationImportance(input.Name, input.Spread.Mean, input.Spread.Deviation, input.Spread.Least, input.Spread.Greatest));
        return new(
            metric, higher, whole, repeats, inputs.Rows,
            [.. importances.OrderByDescending(input => input.Mean).ThenBy(input => input.Input, StringComparer.Ordinal)]);
    }

    private static Estimate Measure(Scorer scorer, InputTable inputs, TargetVector target, string metric) => ValidationScore.Of(
        metric, scorer.ScoresOf(inputs.Margins(scorer)).Against(target, inputs.Origin), scorer.Model.Threshold ?? 0.5);

    /// <summary>Fisher and Yates, from the end; each permutation has a stream of its own.</summary>
    private static int[] Permutation(int rows, int seed, int stream)
    {
        var random = new Xoshiro256(seed, stream);
        int[] order = [.. Enumerable.Range(0, rows)];
        for (var last = rows - 1; last > 0; last--)
        {
            var other = random.Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
