using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Which column of a file is which of the contract, and what is missing or new.</summary>
internal sealed class ContractColumns
{
    private readonly ContractObject _table;
    private readonly DataEnvironment _environment;
    private readonly Dictionary<string, ContractProperty> _byName = new(StringComparer.Ordinal);

    public ContractColumns(ContractObject table, DataEnvironment environment)
    {
        (_table, _environment) = (table, environment);
        foreach (var property in table.Properties)
        {
            _byName.TryAdd(property.PhysicalName ?? property.Name, property);
        }

        // A file may as well use the name that people use.
        foreach (var property in table.Properties)
        {
            _byName.TryAdd(property.Name, property);
        }
    }

    public ContractProperty? Find(string column) => _byName.GetValueOrDefault(column);

    /// <summary>
    /// The kinds that the contract states, by each name that a column may have; a string is a category until its values are counted.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds() => _byName
        .Select(entry => (entry.Key, Kind: KindOf(entry.Value)))
        .Where(entry => entry.Kind is not null)
        .ToDictionary(entry => entry.Key, entry => entry.Kind!.Value, StringComparer.Ordinal);

    /// <summary>What the names alone break.</summary>
    public IReadOnlyList<Problem> Check(IReadOnlyList<string> names, string file)
    {
        var problems = new ProblemList(file);
        var present = names.Select(Find).OfType<ContractProperty>().ToHashSet();
        var added = names.Where(name => Find(name) is null).ToArray();
        foreach (var property in _table.Properties.Where(property =>
            !present.Contains(property) && property.Environments.Contains(_environment)))
        {
            var name = property.PhysicalName ?? property.Name;
            var nearest = NearestName.Of(name, added) is { } near ? $" Is it '{near}'?" : "";
            problems.Error(
                ContractCodes.MissingColumnInFile, $"The contract has a column '{name}', and the file has none of that name.{nearest}",
                    null, name,
                expected: $"a column '{name}'");
        }

        // Where rows are scored a column that nobody asked for has no effect; where a model is trained it would become a feature.
        var isHarmless = _table.AllowNewColumns || _environment == DataEnvironment.Scoring;
        foreach (var name in added)
        {
            var message = $"The file has a column '{ProblemList.Cut(name)}', and the contract has none of that name.";
            const string Expected = "the contract's columns, or allowNewColumns in the contract";
            problems.Add(new Problem(
                ContractCodes.NewColumn, message, file, null, name, null, Expected, isHarmless ? Severity.Warning : Severity.Error));
        }

        return problems.ToList();
    }

    private static ColumnKind? KindOf(ContractProperty property) => property.Type switch
    {
        LogicalType.Number or LogicalType.Integer => ColumnKind.Number,
        LogicalType.Boolean => ColumnKind.Boolean,
        LogicalType.Date or LogicalType.Timestamp => ColumnKind.Date,
        LogicalType.String or LogicalType.Time => ColumnKind.Category,
        _ => null,
    };
}
