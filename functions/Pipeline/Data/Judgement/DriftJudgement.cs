using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The data against those of the last approved version.</summary>
/// <remarks>
/// Below <see cref="DriftOptions.LargeRows"/> rows of the reference a test decides: Kolmogorov–Smirnov for numbers, χ² for categories, z
/// for two values. From there on everything differs significantly, and a distance decides: Wasserstein or Jensen–Shannon.
/// </remarks>
public static class DriftJudgement
{
    /// <param name="reference">Of the last approved version.</param>
    /// <param name="spec">
    /// Names the target and protected attributes; columns it excludes are not compared, nor free text and identifiers.
    /// </param>
    /// <param name="options">Null: the documented defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit lies outside its range.</exception>
    public static DriftReport Of(Table reference, Table current, PipelineSpec spec, DriftOptions? options = null)
    {
        options ??= new();
        options.Check();
        var before = ComparedRows.Of(reference, [.. Enumerable.Range(0, reference.RowCount)], options);
        var after = ComparedRows.Of(current, [.. Enumerable.Range(0, current.RowCount)], options);
        string[] names = [.. reference.Columns.Where(column => IsCompared(column, spec)).Select(column => column.Name)
            .Where(name => current.TryGet(name, out _))];
        var columns = DriftDecision.Of(Compare(before, after, names, spec, options), options);
        var (drifted, measured) = (columns.Count(column => column.Drifted), columns.Count(IsMeasured));
        return new()
        {
            ReferenceRows = reference.RowCount,
            CurrentRows = current.RowCount,
            Columns = columns,
            VanishedColumns = Missing(reference, current),
            NewColumns = Missing(current, reference),
            Groups = GroupsOf(before, after, names, spec, options),
            Drifted = drifted,
            Measured = measured,
            DatasetDrifted = measured > 0 && drifted >= options.DriftedShare * measured,
            ShareLimit = options.DriftedShare,
            Level = options.Level,
            Correction = DriftDecision.Correction,
        };
    }

    private static ColumnComparison[] Compare(
        ComparedRows before, ComparedRows after, string[] names, PipelineSpec spec, DriftOptions options)
    {
        var compared = new ColumnComparison[names.Length];
        Parallel.For(0, names.Length, place =>
            compared[place] = ColumnComparison.Of(names[place], before, after, RoleOf(names[place], spec), options));
        return compared;
    }

    /// <summary>
    /// Groups that both sides have, each with its own columns; a group of few rows on one side is not compared. All their tests are one
    /// family, so that many groups do not find drift by chance.
    /// </summary>
    private static IReadOnlyList<GroupDrift> GroupsOf(
        ComparedRows before, ComparedRows after, string[] names, PipelineSpec spec, DriftOptions options)
    {
        var compared = new List<(GroupDrift Group, ColumnComparison[] Columns)>();
        foreach (var attribute in spec.Protected.Where(attribute => names.Contains(attribute.Column)))
        {
            var (then, now) = (RowsByGroup(attribute, before), RowsByGroup(attribute, after));
            string[] others = [.. names.Where(name => name != attribute.Column)];
            foreach (var (group, rows) in then.Where(entry => entry.Value.Length >= options.MinimumRows).Take(DataLimits.Groups))
            {
                if (now.TryGetValue(group, out var rowsNow) && rowsNow.Length >= options.MinimumRows)
                {
                    var sideThen = ComparedRows.Of(before.Table, rows, options);
                    var sideNow = ComparedRows.Of(after.Table, rowsNow, options);
                    var columns = Compare(sideThen, sideNow, others, spec, options);
                    compared.Add((new(attribute.Column, group, rows.Length, rowsNow.Length, 0, []), columns));
                }
            }
        }

        var decided = new Queue<ColumnDrift>(DriftDecision.Of([.. compared.SelectMany(entry => entry.Columns)], options));
        var groups = compared.ConvertAll(entry =>
        {
            var columns = Array.ConvertAll(entry.Columns, _ => decided.Dequeue());
            return entry.Group with { Measured = columns.Count(IsMeasured), Drifted = [.. columns.Where(column => column.Drifted)] };
        });
        return [.. groups.Where(group => group.Drifted.Count > 0)];
    }

    private static Dictionary<string, int[]> RowsByGroup(ProtectedAttribute attribute, ComparedRows side)
    {
        var (group, names) = ProtectedGroups.Of(attribute, side.Table[attribute.Column], side.Rows);
        var members = names.Select(_ => new List<int>()).ToArray();
        for (var place = 0; place < group.Length; place++)
        {
            members[group[place]].Add(side.Rows[place]);
        }

        return names.Zip(members).ToDictionary(entry => entry.First, entry => entry.Second.ToArray(), StringComparer.Ordinal);
    }

    private static bool IsMeasured(ColumnDrift column) => column.Method is not null || column.Drifted;

    private static DriftRole RoleOf(string name, PipelineSpec spec) => name == spec.Target ? DriftRole.Target
        : spec.Protected.Any(attribute => attribute.Column == name) ? DriftRole.Protected
        : DriftRole.Feature;

    private static bool IsCompared(Column column, PipelineSpec spec) => RoleOf(column.Name, spec) != DriftRole.Feature
        || (column.Kind != ColumnKind.Text && !spec.Features.Exclude.Contains(column.Name)
            && (spec.Features.Include.Count == 0 || spec.Features.Include.Contains(column.Name)) && Identifiers.Recognise(column) is null);

    private static IReadOnlyList<string> Missing(Table there, Table here) =>
        [.. there.Columns.Select(column => column.Name).Where(name => !here.TryGet(name, out _))];
}
