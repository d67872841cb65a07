using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Which rows of a table belong to a slice.</summary>
public static class SliceRows
{
    /// <param name="rows">Rows to look at.</param>
    /// <returns>One a row of <paramref name="rows"/>: true where every condition holds.</returns>
    /// <exception cref="KeyNotFoundException">The table lacks a column of the slice: see <see cref="TrainingReadiness"/>.</exception>
    public static bool[] Of(IReadOnlyDictionary<string, SliceCondition> where, Table table, int[] rows)
    {
        var member = new bool[rows.Length];
        Array.Fill(member, true);
        foreach (var (name, condition) in where)
        {
            var holds = Test(condition, table[name]);
            for (var place = 0; place < rows.Length; place++)
            {
                member[place] &= holds(rows[place]);
            }
        }

        return member;
    }

    private static Func<int, bool> Test(SliceCondition condition, Column column)
    {
        if (condition.Values is not null)
        {
            var values = condition.Values.Select(value => Labels.Canonical(column, value)).ToHashSet(StringComparer.Ordinal);
            var missing = condition.Values.Contains(ProtectedGroups.Missing);
            if (column is not CategoryColumn category)
            {
                return row => column.Text(row) is { } text ? values.Contains(text) : missing;
            }

            // A level is looked up once, not once a row.
            var wanted = Array.ConvertAll(category.Levels, values.Contains);
            return row => category.Codes[row] is >= 0 and var code ? wanted[code] : missing;
        }

        // A missing number is NaN: it lies within no bounds.
        return column is NumberColumn numbers
            ? row => numbers.Values[row] >= (condition.Min ?? double.NegativeInfinity)
                && numbers.Values[row] <= (condition.Max ?? double.PositiveInfinity)
                && (condition.Below is null || numbers.Values[row] < condition.Below)
            : _ => false;
    }
}
