using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Holds one file to its contract, in the one pass over it.</summary>
/// <remarks>
/// <see cref="Watch"/> is called for each column, and <see cref="Keys"/>, before its cells go by; <see cref="Finish"/> once, after the last.
/// Memory is bounded whatever the file: 8 million keys, 100,000 rows, 20 cells of each code in a column.
/// </remarks>
internal sealed class ContractCheck
{
    /// <summary>Keys remembered for all rules of a file together.</summary>
    public const long MaximumKeys = 8_000_000;

    private readonly ContractObject _table;
    private readonly DataEnvironment _environment;
    private readonly string _file;
    private readonly bool _isGuess;
    private readonly ContractColumns _columns;
    private readonly RowBudget _budget = new(CustomSection.MaximumRejectedRows);
    private readonly Dictionary<string, PropertyCheck> _checks = new(StringComparer.Ordinal);
    private readonly long _keysEach;
    private IReadOnlyList<KeyCheck> _keys = [];

    private ContractCheck(ContractObject table, DataEnvironment environment, string file, bool isGuess)
    {
        (_table, _environment, _file, _isGuess) = (table, environment, file, isGuess);
        _columns = new ContractColumns(table, environment);
        var sets = table.Properties.Sum(property => PropertyRules.KeySets(property, IsOnlyKey(property))) + (KeyColumns.Count > 1 ? 1 : 0)
            + table.Quality.Count(rule => rule.Metric == QualityMetric.DuplicateValues);
        _keysEach = MaximumKeys / Math.Max(1, sets);
    }

    /// <returns>Null where the contract describes no table: there is nothing to hold a file to.</returns>
    public static ContractCheck? For(DataContract contract, DataEnvironment environment, string file) =>
        ContractTable.Of(contract, file, out var isGuess) is { } table ? new ContractCheck(table, environment, file, isGuess) : null;

    /// <summary>The kinds of the columns whose type the contract states. Cells that are not of them are named here.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds => _columns.Kinds();

    private IReadOnlyList<ContractProperty> KeyColumns =>
        [.. _table.Properties.Where(property => property.KeyPosition is not null).OrderBy(property => property.KeyPosition)];

    private RowBudget? Remembered => _table.RejectLimit is null ? null : _budget;

    /// <summary>What the names of the file's columns break: said at once, and again by <see cref="Finish"/>.</summary>
    public IReadOnlyList<Problem> Columns(IReadOnlyList<string> names) => _columns.Check(names, _file);

    /// <param name="rowsBefore">Rows that went by before the column was met, in a format without a header.</param>
    /// <returns>Null where the contract does not know the column, or knows it by another name that the file has too.</returns>
    public ISliceConsumer? Watch(string column, long rowsBefore = 0)
    {
        if (_columns.Find(column) is not { } property || _checks.ContainsKey(property.Name))
        {
            return null;
        }

        var breaches = new BreachFactory(column, CellMask.AppliesTo(property), Remembered);
        var rules = PropertyRules.Of(property, breaches, !property.Environments.Contains(_environment), IsOnlyKey(property), _keysEach);
        var check = new PropertyCheck(column, rules);
        check.AddMissing(rowsBefore);
        _checks.Add(property.Name, check);
        return check;
    }

    /// <summary>The keys of several columns: those whose columns the file has.</summary>
    /// <param name="mayGainColumns">Columns may come up later: every key of the contract is watched.</param>
    public IReadOnlyList<KeyCheck> Keys(IReadOnlyList<string> names, bool mayGainColumns = false)
    {
        var expected = mayGainColumns ? _table.Properties.Select(property => property.PhysicalName ?? property.Name) : [];
        var known = names.Concat(expected).Select(name => (Column: name, Property: _columns.Find(name))).Where(entry => entry.Property is not null)
            .DistinctBy(entry => entry.Property!.Name).ToDictionary(entry => entry.Property!.Name, entry =>
                (entry.Column, entry.Property!));
        var keys = new List<KeyCheck>();
        void Add(IEnumerable<string> properties, bool isPrimary, QualityBound bound)
        {
            var asked = properties.ToArray();
            if (asked.Length > 0 && asked.All(known.ContainsKey))
            {
                keys.Add(new KeyCheck([.. asked.Select(name => known[name])], isPrimary, bound, Remembered, _keysEach));
            }
        }

        if (KeyColumns.Count > 1)
        {
            Add(KeyColumns.Select(property => property.Name), true, QualityBound.None);
        }

        foreach (var rule in _table.Quality.Where(rule => rule.Metric == QualityMetric.DuplicateValues))
        {
            Add(rule.Properties.Count > 0 ? rule.Properties : _table.Properties.Select(property => property.Name), false,
                QualityBound.Of(rule));
        }

        return _keys = keys;
    }

    /// <param name="names">All columns of the file.</param>
    /// <param name="rows">That went by.</param>
    /// <param name="leftOut">Rows that the reader could not tell into cells, with its code; they count against the limit, and are
    /// named by it.</param>
    public ContractVerdict Finish(IReadOnlyList<string> names, long rows, IReadOnlyList<(long Row, string Code)> leftOut)
    {
        var problems = new ProblemList(_file);
        problems.AddRange(Columns(names));
        if (_isGuess)
        {
            problems.Warn(
                ContractCodes.TableNotNamed, $"The contract describes several tables and none is named as the file; it was held to '{_table.Name}'.",
                expected: "a table with the file's name as its name or physicalName");
        }

        var report = new BreachReport(problems, rows);
        foreach (var rule in _checks.Values.SelectMany(check => check.Rules.Select(rule => (check.Column, Rule: rule))))
        {
            report.Add(rule.Rule, rule.Column);
        }

        foreach (var key in _keys.Where(key => key.Columns.All(names.Contains)))
        {
            report.Add(key);
        }

        report.AddRowCounts(_table.Quality);
        return report.Close(_table.RejectLimit, leftOut, _budget);
    }

    private bool IsOnlyKey(ContractProperty property) => property.KeyPosition is not null && KeyColumns.Count == 1;
}
