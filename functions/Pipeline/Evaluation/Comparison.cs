using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Fairness;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Which groups stand in a comparison, decided on the sample itself and kept for every resample.</summary>
internal sealed class Comparison
{
    private readonly int[] _groups;

    private Comparison(int[] groups, string? lack) => (_groups, Lack) = (groups, lack);

    /// <summary>Why there is nothing to compare; null where at least two groups stand in it.</summary>
    public string? Lack { get; }

    /// <param name="lacks">One a group: null where it has the rows, else what it lacks.</param>
    public static Comparison Of(IReadOnlyList<string> names, IReadOnlyList<string?> lacks)
    {
        int[] groups = [.. Enumerable.Range(0, names.Count).Where(group => lacks[group] is null)];
        var lacking = string.Join(
            "; ", names.Zip(lacks).Where(pair => pair.Second is not null).Select(pair => $"{pair.First}: {pair.Second}"));
        return new(groups, groups.Length >= 2 ? null
            : names.Count < 2 ? "there are not two groups"
            : $"fewer than two groups have enough rows ({lacking})");
    }

    /// <summary>Rows of the smallest group in the comparison; 0 where there is none.</summary>
    public long Smallest(Func<int, long> rows) => _groups.Length == 0 ? 0 : _groups.Min(rows);

    public ByGroup Read<T>(IReadOnlyList<T> groups, Func<T, Estimate> measure) =>
        new([.. _groups.Select(group => measure(groups[group]))], Estimate.Unmeasured("not compared with the whole"));
}
