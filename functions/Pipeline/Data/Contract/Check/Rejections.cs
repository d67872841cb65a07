using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether the rows that break a contract are set aside, or reject the file.</summary>
internal static class Rejections
{
    /// <param name="limit">Null: none is set aside.</param>
    /// <param name="rows">That were told into cells.</param>
    /// <param name="breaches">Of single rows.</param>
    /// <param name="leftOut">Rows that the reader could not tell into cells.</param>
    /// <param name="budget">What the breaches were remembered with.</param>
    /// <returns>The rows by number; null where they are too many, or cannot be told.</returns>
    public static IReadOnlyList<RejectedRow>? SetAside(
        RejectLimit? limit, long rows, IReadOnlyList<Breaches> breaches, IReadOnlyList<(long Row, string Code)> leftOut, RowBudget budget)
    {
        if (breaches.All(one => one.Count == 0) && leftOut.Count == 0)
        {
            return [];
        }

        if (limit is null || budget.IsSpent || breaches.Any(one => one.HasUnplaced))
        {
            return null;
        }

        var rejected = Merge(breaches, leftOut);
        return rejected.Count <= Most(limit, rows + leftOut.Count) ? rejected : null;
    }

    /// <summary>Whole rows; of a share as many as fit in it.</summary>
    public static long Most(RejectLimit limit, long rows) => limit.Unit == QualityUnit.Rows
        ? (long)limit.Amount
        : Math.Min(CustomSection.MaximumRejectedRows, (long)Math.Floor(rows * limit.Amount / 100));

    private static List<RejectedRow> Merge(IReadOnlyList<Breaches> breaches, IReadOnlyList<(long Row, string Code)> leftOut)
    {
        var codes = new SortedDictionary<long, SortedSet<string>>();
        foreach (var (row, code) in breaches.SelectMany(one => one.Rows.Select(row => (row, one.Code))).Concat(leftOut))
        {
            if (!codes.TryGetValue(row, out var ofRow))
            {
                codes.Add(row, ofRow = new SortedSet<string>(StringComparer.Ordinal));
            }

            ofRow.Add(code);
        }

        return [.. codes.Select(entry => new RejectedRow(entry.Key, [.. entry.Value]))];
    }
}
