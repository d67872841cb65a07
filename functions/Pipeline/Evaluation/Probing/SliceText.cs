using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>A slice in words.</summary>
public static class SliceText
{
    /// <summary>All conditions, e.g. <c>Home = rent and 25 ≤ Age &lt; 30</c>.</summary>
    /// <param name="kindOf">The kind of a column: dates are written as dates.</param>
    public static string Of(IReadOnlyDictionary<string, SliceCondition> where, Func<string, ColumnKind> kindOf) =>
        string.Join(" and ", where.Select(one => Of(one.Key, one.Value, kindOf(one.Key))));

    private static string Of(string column, SliceCondition condition, ColumnKind kind)
    {
        string Text(double value) => NumberColumn.Format(kind == ColumnKind.Date ? kind : ColumnKind.Number, value);
        var upper = condition.Max is { } max ? $"≤ {Text(max)}" : condition.Below is { } below ? $"< {Text(below)}" : null;
        return (condition, upper) switch
        {
            ({ Values: [ProtectedGroups.Missing] }, _) => $"{column} not given",
            ({ Values: [var value] }, _) => $"{column} = {value}",
            ({ Values: { } values }, _) => $"{column} is {ProblemList.Some([.. values])}",
            ({ Min: { } min }, null) => $"{column} ≥ {Text(min)}",
            ({ Min: { } min }, { } end) => $"{Text(min)} ≤ {column} {end}",
            (_, var end) => $"{column} {end}",
        };
    }
}
