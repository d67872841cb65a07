using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Turns what the rules found into problems: first what concerns columns and the table, and once all is known what concerns rows.
/// </summary>
internal sealed class BreachReport(ProblemList problems, long rows)
{
    private readonly List<Breaches> _ofRows = [];

    public void Add(CellRule rule, string column)
    {
        Add(rule.Bound, rule.Found, column, rule.OfColumn, rule.What);
        rule.Note(problems);
    }

    public void Add(KeyCheck key)
    {
        Add(key.Bound, [key.Found], key.Found.Column, ContractCodes.TooManyDuplicates, "values that stand together in an earlier row");
        key.Note(problems);
    }

    public void AddRowCounts(IReadOnlyList<QualityRule> rules)
    {
        foreach (var rule in rules.Where(rule => rule.Metric == QualityMetric.RowCount))
        {
            var bound = QualityBound.Of(rule);
            if (!bound.Holds(rows))
            {
                var code = bound.IsAbove(rows) ? ContractCodes.RowCountHigh : bound.IsBelow(rows) ? ContractCodes.RowCountLow
                    : ContractCodes.RuleBroken;
                Add(code, $"The file has {rows} rows; the contract asks for {bound.Words()}.", null, Text(rows), bound);
            }
        }
    }

    public ContractVerdict Close(RejectLimit? limit, IReadOnlyList<(long Row, string Code)> leftOut, RowBudget budget)
    {
        var aside = Rejections.SetAside(limit, rows, _ofRows, leftOut, budget);
        if (aside is not null && !problems.HasErrors)
        {
            Report(Severity.Warning, "; the row is set aside");
            return aside.Count == 0 ? new ContractVerdict.Met(problems.ToList())
                : new ContractVerdict.RowsSetAside(aside, problems.ToList());
        }

        if (aside is null && limit is not null)
        {
            var most = Rejections.Most(limit, rows + leftOut.Count);
            problems.Error(
                ContractCodes.TooManyRejected, $"More rows break the contract than the {most} that it lets be set aside: none is.",
                expected: $"at most {most} rows");
        }

        Report(Severity.Error, "");

        // Rows that could not be told into cells are named by the reader, and reject the file where they are not set aside.
        return problems.HasErrors || aside is null ? new ContractVerdict.Broken(problems.ToList())
            : new ContractVerdict.Met(problems.ToList());
    }

    private void Add(QualityBound bound, IReadOnlyList<Breaches> found, string column, string ofColumn, string what)
    {
        if (bound is { AllowsNone: true, Severity: Severity.Error })
        {
            _ofRows.AddRange(found);
            return;
        }

        var count = found.Sum(breaches => breaches.Count);
        var measured = bound.Measure(count, rows);
        if (bound.Holds(measured))
        {
            return;
        }

        var isAbove = bound.IsAbove(measured);
        Add(
            isAbove ? ofColumn : ContractCodes.RuleBroken,
            $"Column '{column}': {what} in {QualityBound.Share(count, rows)}; the contract asks for {bound.Words()}.", column,
            bound.Unit == QualityUnit.Rows ? $"{Text(count)} rows" : FormattableString.Invariant($"{measured:0.####} %"), bound);
        if (isAbove)
        {
            foreach (var breaches in found)
            {
                breaches.Report(problems, bound.Severity);
            }
        }
    }

    private void Add(string code, string message, string? column, string seen, QualityBound bound) =>
        problems.Add(new Problem(code, message, problems.File, null, column, seen, bound.Words(), bound.Severity));

    private void Report(Severity severity, string ending)
    {
        foreach (var breaches in _ofRows)
        {
            breaches.Report(problems, severity, ending);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
