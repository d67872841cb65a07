using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Training.Search;

/// <summary>What to try next: a pure function of the seed and of what was tried, so that a run that is played again tries the same.</summary>
public static class TrialProposals
{
    /// <summary>Trials that run side by side, each an activity of its own; they do not learn from one another.</summary>
    public const int AtOnce = 4;

    /// <summary>Whether there is anything to search.</summary>
    public static bool IsSearchable(string candidate) => SearchSpace.Of(candidate, int.MaxValue).Count > 0;

    /// <param name="candidates">That are searched in turn; those without settings are passed over.</param>
    /// <param name="rows">Of the training part.</param>
    /// <param name="seen">Everything trained so far, defaults and trials.</param>
    /// <param name="budget">Trials in all.</param>
    /// <returns>The next trials, at most <see cref="AtOnce"/>; empty when the budget is spent or nothing can be searched.</returns>
    public static IReadOnlyList<Trial> Next(
        IReadOnlyList<string> candidates, int rows, IReadOnlyList<CandidateResult> seen, int budget, int seed)
    {
        string[] searchable = [.. candidates.Where(IsSearchable)];
        var done = seen.Select(result => result.Trial?.Number ?? 0).DefaultIfEmpty(0).Max();
        return searchable.Length == 0
            ? []
            : [.. Enumerable.Range(done + 1, Math.Clamp(budget - done, 0, AtOnce)).Select(number =>
                Propose(searchable[(number - 1) % searchable.Length], number, rows, seen, seed))];
    }

    private static Trial Propose(string candidate, int number, int rows, IReadOnlyList<CandidateResult> seen, int seed)
    {
        var space = SearchSpace.Of(candidate, rows);
        var draw = new SeededShuffle(unchecked(seed + (number * 7919)));
        Tried[] tried =
        [
            .. seen.Where(result => result.Candidate == candidate && result.Score is not null)
                .Select(result => new Tried(Point(space, result), Loss(result)))
        ];
        var point = TreeParzen.Propose(tried, space.Count, () => (draw.Next() >> 11) * (1.0 / (1UL << 53)));
        return new(candidate, number, space.Zip(point).ToDictionary(pair => pair.First.Name, pair => pair.First.Write(pair.Second)));
    }

    /// <summary>Where a result lies: the defaults too say in their parameters what they were trained with.</summary>
    private static double[] Point(IReadOnlyList<SearchDimension> space, CandidateResult result) =>
        [.. space.Select(dimension => result.Parameters.TryGetValue(dimension.Name, out var text) ? dimension.Read(text) : 0.5)];

    private static double Loss(CandidateResult result) =>
        CandidateSelection.HigherIsBetter(result.Metric) ? -result.Score!.Value : result.Score!.Value;
}
