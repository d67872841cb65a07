using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Fairness;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The group tables of a test set, and what is to be resampled for them: every rate of every group that has the rows for it.</summary>
internal sealed class GroupMeasures
{
    private readonly GroupPlan _plan;
    private readonly GroupTables _tables;
    private readonly IReadOnlyList<GroupRate> _rates;
    private readonly double[][] _sample;
    private readonly Comparison[][] _comparisons;
    private readonly List<(int Table, int Rate, int Group)> _resampled = [];
    private readonly Dictionary<(int Table, int Rate, int Group), int> _place = [];

    /// <param name="floor">Rows of a group from which on it is compared.</param>
    public GroupMeasures(TestSet test, double threshold, int floor)
    {
        (_plan, _tables) = (GroupPlan.Of(test, threshold), GroupTables.Of(test.Groups));
        _rates = _plan.Rates;
        _sample = Sums(Counts.Ones(test.Rows));
        _comparisons = [.. _tables.Tables.Select((table, index) => _rates.Select(rate =>
            Comparison.Of(table.Names, [.. table.Names.Select((_, group) => Lack(Of(_sample[index], group), rate, floor))])).ToArray())];
        NotCompared = [.. _tables.Tables.Select((table, index) => table.Names.Select((_, group) =>
            _rates.Select(rate => Lack(Of(_sample[index], group), rate, floor)).FirstOrDefault(lack => lack is not null)).ToArray())];
        foreach (var (table, rates) in _comparisons.Index())
        {
            foreach (var (rate, comparison) in rates.Index())
            {
                foreach (var group in comparison.Groups)
                {
                    _place.Add((table, rate, group), _resampled.Count);
                    _resampled.Add((table, rate, group));
                }
            }
        }
    }

    /// <summary>How many statistics <see cref="Compute"/> fills in.</summary>
    public int Count => _resampled.Count;

    private string?[][] NotCompared { get; }

    public void Compute(ReadOnlySpan<int> counts, Span<Estimate> values)
    {
        var sums = Sums(counts);
        for (var index = 0; index < _resampled.Count; index++)
        {
            var (table, rate, group) = _resampled[index];
            values[index] = _rates[rate].Read(Of(sums[table], group));
        }
    }

    /// <param name="resampled">Of what <see cref="Compute"/> fills in.</param>
    public IReadOnlyList<AttributeDisparity> Read(ReadOnlySpan<BootstrapDistribution> resampled)
    {
        var distributions = resampled.ToArray();
        return
        [
            .. _tables.Tables.Select((table, index) => new AttributeDisparity(
                table.Name,
                [.. table.Names.Select((name, group) => Row(distributions, index, group, name))],
                [.. _plan.Disparities.Select(disparity => Read(distributions, index, disparity))])
            {
                Crossed = table.Crossed,
            }),
        ];
    }

    /// <summary>One a group of each attribute alone; empty for a number.</summary>
    public IEnumerable<CalibrationCurve> Curves(IReadOnlyList<AttributeDisparity> read) =>
        from table in Enumerable.Range(0, _tables.Tables.Count)
        where _tables.Tables[table].Crossed is null
        from @group in Enumerable.Range(0, _tables.Tables[table].Names.Count)
        let bins = _plan.Bins(Of(_sample[table], @group))
        where bins is not null
        let row = read[table].Groups[@group]
        select CalibrationCurves.Of(bins.Value, row.Measures?.FirstOrDefault(measure => measure.Name == "ece")) with
        {
            Attribute = _tables.Tables[table].Name,
            Group = row.Group,
        };

    private GroupRow Row(BootstrapDistribution[] resampled, int table, int group, string name)
    {
        var sums = Of(_sample[table], group);
        return _plan.Row(name, sums) with
        {
            NotCompared = NotCompared[table][group],
            Measures = [.. _rates.Select((_, rate) => Read(resampled, (table, rate, group)))],
        };
    }

    /// <summary>A proportion has Wilson's interval however few its rows are; another measure has one where the group is compared.</summary>
    private Measure Read(BootstrapDistribution[] resampled, (int Table, int Rate, int Group) which)
    {
        var rate = _rates[which.Rate];
        var sums = Of(_sample[which.Table], which.Group);
        var planned = new Planned(rate.Name, rate.HigherIsBetter, rate.N(sums), rate.N(sums) > 0 ? rate.Successes?.Invoke(sums) : null);
        return planned.Read(
            rate.Read(sums),
            _place.TryGetValue(which, out var place) ? resampled[place].Bca : _ => Interval.None("the group has too few rows to be compared"));
    }

    private Measure Read(BootstrapDistribution[] resampled, int table, GroupDisparity disparity)
    {
        var rates = disparity.Rates.Where(rate => !disparity.SkipsLacking || _comparisons[table][rate].Lack is null).ToArray();
        var comparisons = (rates.Length == 0 ? disparity.Rates : rates).Select(rate => _comparisons[table][rate]).ToArray();
        var lack = comparisons.Select(comparison => comparison.Lack).FirstOrDefault(lack => lack is not null);
        var n = comparisons.Min(comparison => comparison.Smallest(group => _plan.Rows(Of(_sample[table], group))));
        var planned = new Planned(disparity.Name, disparity.Contrast == Contrast.Ratio, n, Unmeasured: lack);
        string[] leftOut = [.. comparisons.SelectMany(comparison => comparison.LeftOut).Distinct()];
        if (lack is not null)
        {
            return planned.Read(Estimate.Unmeasured(lack), _ => Interval.None(lack)) with { LeftOut = leftOut };
        }

        var groups = rates.Select(rate =>
            _comparisons[table][rate].Groups.Select(group => resampled[_place[(table, rate, group)]]).ToArray()).ToArray();
        var value = disparity.Of(
            [.. rates.Select(rate => _comparisons[table][rate].Read(group => _rates[rate].Read(Of(_sample[table], group))))]);
        return planned.Read(value, new DisparityInterval(groups, disparity.Contrast).At) with { LeftOut = leftOut };
    }

    private string? Lack(ReadOnlySpan<double> sums, GroupRate rate, int floor) =>
        EvidenceFloor.Lack(_plan.Rows(sums), floor, "rows")
        ?? (rate.What is { } what ? EvidenceFloor.Lack(rate.N(sums), EvidenceFloor.RateRowsOf(floor), what) : null);

    /// <summary>By table, the sums of its groups one after the other.</summary>
    private double[][] Sums(ReadOnlySpan<int> counts)
    {
        if (_tables.Tables.Count == 0)
        {
            return [];
        }

        var cells = new double[_tables.Cells * _plan.Width];
        _plan.Add(counts, _tables.Cell, cells);
        return [.. _tables.Tables.Select(table => Merge(table, cells))];
    }

    private double[] Merge(GroupTable table, double[] cells)
    {
        var width = _plan.Width;
        var sums = new double[table.Names.Count * width];
        for (var cell = 0; cell < table.Of.Length; cell++)
        {
            var (from, to) = (cell * width, table.Of[cell] * width);
            for (var sum = 0; sum < width; sum++)
            {
                sums[to + sum] += cells[from + sum];
            }
        }

        return sums;
    }

    private ReadOnlySpan<double> Of(double[] sums, int group) => sums.AsSpan(group * _plan.Width, _plan.Width);
}
