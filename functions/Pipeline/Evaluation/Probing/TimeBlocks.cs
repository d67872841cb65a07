using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Measures the test part in up to five blocks of time with about equally many rows.</summary>
public static class TimeBlocks
{
    private const int Most = 5;

    /// <summary>Rows of a block.</summary>
    private const int Least = 100;

    /// <returns>Blocks, or why there are none.</returns>
    public static (IReadOnlyList<TimeBlock>? Blocks, string? NotMeasured) Of(TestSet test, Table table, PipelineSpec spec, int[] rows, double threshold)
    {
        if (Column(table, spec) is not { } time)
        {
            return (null, "the data have no column of dates, and are not split by time");
        }

        int[] dated = [.. Enumerable.Range(0, rows.Length).Where(place => !time.IsMissing(rows[place])).OrderBy(place => time.Values[rows[place]])];
        var count = Math.Min(Most, dated.Length / Least);
        if (count < 2)
        {
            return (null, FormattableString.Invariant($"{dated.Length} test rows have a value in '{time.Name}'; two blocks need {2 * Least}"));
        }

        var blocks = dated.Index().GroupBy(one => (int)((long)one.Index * count / dated.Length), one => one.Item).Select(block => block.ToArray());
        return (
            [
                .. blocks.Select(block => new TimeBlock(
                    time.Name, time.Text(rows[block[0]])!, time.Text(rows[block[^1]])!,
                    OneMeasure.Of(CandidateSelection.MetricOf(spec), test.Take(block), threshold, spec.Split.Seed))),
            ],
            null);
    }

    /// <summary>What rows are split by in time, else the first column of dates.</summary>
    private static NumberColumn? Column(Table table, PipelineSpec spec) => spec.Split.Method == SplitMethod.Time
        ? table[spec.Split.Column!] as NumberColumn
        : table.Columns.OfType<NumberColumn>().FirstOrDefault(column => column.Kind == ColumnKind.Date && column.Name != spec.OutcomeDate);
}
