using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training.CrossValidation;

/// <summary>One fold of one repeat.</summary>
/// <param name="Inner">The other rows, divided into those to train on and those to stop and choose by; no held row is in either.</param>
/// <param name="Held">Rows that score, in the table's order.</param>
public sealed record Fold(SplitAssignment Inner, int[] Held);

/// <summary>Divides the rows that are not of the test part into folds: the same table, split and seed give the same folds.</summary>
/// <remarks>
/// Stratified by class, or by decile of the target, as the split is; rows of one group, and copies of a row, are held out together.
/// Without strata for a split by group: a group may have rows of every class.
/// </remarks>
public static class Folds
{
    /// <returns>Repeat by repeat; every row but those of the test part is held once a repeat.</returns>
    public static IReadOnlyList<Fold> Of(
        Table table, PipelineSpec spec, TargetVector target, SplitAssignment split, CrossValidationSpec plan)
    {
        int[][] sets = [.. Splitter.Together(table, spec.Split).Where(set => split.Parts[set[0]] != (byte)SplitPart.Test)];
        int[][][] strata = spec.Split.Method == SplitMethod.Group ? [sets] : [.. StratifiedSplit.Strata(target, sets)];
        return [.. Enumerable.Range(0, plan.Repeats).SelectMany(repeat => Repeat(strata, spec, split, plan.Folds, repeat))];
    }

    private static IEnumerable<Fold> Repeat(int[][][] strata, PipelineSpec spec, SplitAssignment split, int folds, int repeat)
    {
        var shuffle = new SeededShuffle(unchecked(spec.Split.Seed + ((repeat + 1) * 104_729)));
        var held = Enumerable.Range(0, folds).Select(_ => new List<int[]>()).ToArray();
        var rows = new int[folds];
        int[][][] shuffled = Array.ConvertAll(strata, stratum =>
        {
            int[][] sets = [.. stratum];
            shuffle.Shuffle(sets.AsSpan());
            return sets;
        });
        foreach (var stratum in shuffled)
        {
            Deal(stratum, held, rows);
        }

        return held.Select(fold => new Fold(Inner(shuffled, [.. fold], spec.Split, split), [.. fold.SelectMany(set => set).Order()]));
    }

    /// <summary>The largest set first, each to the fold with fewest rows of this stratum, then with fewest rows of all.</summary>
    private static void Deal(int[][] stratum, List<int[]>[] held, int[] rows)
    {
        var own = new int[held.Length];
        foreach (var set in stratum.OrderByDescending(set => set.Length))
        {
            var fold = Enumerable.Range(0, held.Length).MinBy(fold => (own[fold], rows[fold], fold));
            held[fold].Add(set);
            own[fold] += set.Length;
            rows[fold] += set.Length;
        }
    }

    private static SplitAssignment Inner(int[][][] strata, HashSet<int[]> held, SplitSpec spec, SplitAssignment split)
    {
        var validation = spec.Validation / (spec.Train + spec.Validation);
        var shares = spec with { Train = 1 - validation, Validation = validation, Test = 0 };
        var parts = new byte[split.Parts.Length];
        Array.Fill(parts, (byte)SplitPart.Test);
        foreach (var stratum in strata)
        {
            Splitter.Fill([.. stratum.Where(set => !held.Contains(set))], shares, parts);
        }

        return new SplitAssignment(split.Seed, parts);
    }
}
