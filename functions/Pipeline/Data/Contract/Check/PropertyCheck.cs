namespace ServerlessMlops.Pipeline.Data;

/// <summary>Watches one column of the contract go by.</summary>
internal sealed class PropertyCheck(string column, IReadOnlyList<CellRule> rules) : ISliceConsumer
{
    public string Column => column;

    public IReadOnlyList<CellRule> Rules => rules;

    public void Add(ColumnSlice slice)
    {
        foreach (var rule in rules)
        {
            rule.Add(slice);
        }
    }

    public void AddMissing(long rows)
    {
        foreach (var rule in rules)
        {
            rule.AddMissing(rows);
        }
    }
}
