using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>One input exactly, then two exactly, then more step by step; each on the grid of what the inputs may change to.</summary>
/// <param name="now">One an input of the transform.</param>
/// <param name="moves">For each input that may change, the nearest first.</param>
internal sealed class CounterfactualSearch(Scorer scorer, FeatureValue[] now, Goal goal, IReadOnlyList<Move>[] moves)
{
    /// <summary>Inputs changed together at most.</summary>
    private const int MaximumChanges = 5;

    /// <summary>Pairs of moves scored at most: with more, each input keeps evenly chosen ones of its moves.</summary>
    private const int MaximumPairs = 30_000;

    private const int Batch = 512;

    /// <summary>How the answer was come by.</summary>
    public string Method { get; private set; } = "exact over one input";

    public string NoneBecause { get; private set; } = "nothing may change: no input is actionable, or the row gives none of those that are";

    /// <returns>Null where nothing was found, which <see cref="NoneBecause"/> explains.</returns>
    public IReadOnlyList<Move>? Find()
    {
        if (moves.Length == 0)
        {
            return null;
        }

        if (First([.. moves.SelectMany(own => own).Select(move => new[] { move })]) is { } one)
        {
            return one;
        }

        var most = moves.Length < 2 ? 0 : Math.Max(2, (int)Math.Sqrt(2.0 * MaximumPairs / (moves.Length * (moves.Length - 1))));
        Method = moves.Any(own => own.Count > most) ? $"exact over two inputs, of each {most} values" : "exact over two inputs";
        if (First(Pairs(most)) is { } two)
        {
            return two;
        }

        Method = "step by step over more than two inputs: a smaller change may exist";
        return Greedy();
    }

    private List<Move[]> Pairs(int most)
    {
        var kept = moves.Select(own => own.Count <= most
            ? own
            : [.. Enumerable.Range(0, most).Select(place => own[place * (own.Count - 1) / Math.Max(1, most - 1)])]).ToArray();
        var pairs = new List<Move[]>();
        for (var left = 0; left < kept.Length; left++)
        {
            for (var right = left + 1; right < kept.Length; right++)
            {
                pairs.AddRange(from one in kept[left] from other in kept[right] select new[] { one, other });
            }
        }

        return pairs;
    }

    /// <summary>The nearest that meets the goal; of equally near ones the first.</summary>
    private Move[]? First(List<Move[]> changes)
    {
        foreach (var batch in changes.OrderBy(change => change.Sum(move => move.Distance)).Chunk(Batch))
        {
            if (Array.FindIndex(Judge(batch), one => one.IsMet) is >= 0 and var place)
            {
                return batch[place];
            }
        }

        return null;
    }

    /// <summary>Adds the move that goes furthest towards the goal until it is met, then takes back what is not needed.</summary>
    private List<Move>? Greedy()
    {
        var chosen = new List<Move>();
        var shortfall = Judge([[]])[0].Shortfall;
        while (chosen.Count < Math.Min(MaximumChanges, moves.Length))
        {
            Move[][] next =
            [
                .. moves.SelectMany(own => own)
                    .Where(move => chosen.All(one => one.Input != move.Input))
                    .Select(move => chosen.Append(move).ToArray()),
            ];
            var judged = Judge(next);
            var met = Enumerable.Range(0, next.Length).Where(place => judged[place].IsMet).ToArray();
            if (met.Length > 0)
            {
                return Lessened([.. next[met.MinBy(place => next[place][^1].Distance)]]);
            }

            var best = Enumerable.Range(0, next.Length).MinBy(place => judged[place].Shortfall);
            if (judged[best].Shortfall >= shortfall)
            {
                break;
            }

            shortfall = judged[best].Shortfall;
            chosen = [.. next[best]];
        }

        NoneBecause = FormattableString.Invariant(
            $"no change within the bounds was found to reach it: with {chosen.Count} inputs changed step by step {goal.Reached(scorer, Margins([[.. chosen]]))}");
        return null;
    }

    /// <summary>Takes back moves that are not needed, then sets each to its nearest value that is enough.</summary>
    private List<Move> Lessened(List<Move> chosen)
    {
        foreach (var move in chosen.OrderByDescending(one => one.Distance).ToArray())
        {
            var nearer = moves.Single(own => own[0].Input == move.Input).Where(one => one.Distance < move.Distance).Select(one => (Move?)one).Prepend(null);
            foreach (var other in nearer)
            {
                Move[] tried = [.. chosen.Where(one => one.Input != move.Input), .. other is null ? Array.Empty<Move>() : [other]];
                if (Judge([tried])[0].IsMet)
                {
                    chosen = [.. tried];
                    break;
                }
            }
        }

        return chosen;
    }

    private (bool IsMet, double Shortfall)[] Judge(Move[][] changes) => goal.Judge(scorer, Margins(changes));

    private double[] Margins(Move[][] changes) => scorer.MarginsOf(Array.ConvertAll(changes, change =>
    {
        var row = (FeatureValue[])now.Clone();
        foreach (var move in change)
        {
            row[move.Input] = move.Value;
        }

        return row;
    }));
}
