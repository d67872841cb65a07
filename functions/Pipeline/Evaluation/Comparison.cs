using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Fairness;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Which groups stand in a comparison of one rate, decided on the sample itself and kept for every resample.</summary>
internal sealed class Comparison
{
    private Comparison(int[] groups, string[] leftOut, string? lack) => (Groups, LeftOut, Lack) = (groups, leftOut, lack);

    /// <summary>Those with enough rows.</summary>
    public IReadOnlyList<int> Groups { get; }

    /// <summary>The others, each with what it lacks.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Why there is nothing to compare; null where at least two groups stand in it.</summary>
    public string? Lack { get; }

    /// <param name="lacks">One a group: null where it has the rows, else what it lacks.</param>
    public static Comparison Of(IReadOnlyList<string> names, IReadOnlyList<string?> lacks)
    {
        int[] groups = [.. Enumerable.Range(0, names.Count).Where(group => lacks[group] is null)];
        string[] leftOut = [.. names.Zip(lacks).Where(pair => pair.Second is not null).Select(pair => $"{pair.First}: {pair.Second}")];
        return new(groups, leftOut, groups.Length >= 2 ? null
            : names.Count < 2 ? "there are not two groups"
            : $"fewer than two groups have enough rows ({string.Join("; ", leftOut)})");
    }

    /// <summary>Rows of the smallest group in the comparison; 0 where there is none.</summary>
    public long Smallest(Func<int, long> rows) => Groups.Count == 0 ? 0 : Groups.Min(rows);

    public ByGroup Read(Func<int, Estimate> measure) => new([.. Groups.Select(measure)], Estimate.Unmeasured("not compared with the whole"));
}
