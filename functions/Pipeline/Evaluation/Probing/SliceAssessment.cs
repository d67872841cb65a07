using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>
/// Measures declared slices on all test rows. Searches weak ones on one half of them and measures those on the other: a slice that was picked for its
/// errors has more of them where it was picked than elsewhere.
/// </summary>
public static class SliceAssessment
{
    /// <summary>Rows in each half, below which nothing is searched.</summary>
    private const int LeastHalf = 200;

    /// <param name="test">Of <paramref name="rows"/>, in that order.</param>
    /// <param name="threshold">Binary only.</param>
    /// <returns>The same for the same seed, <c>split.seed</c>.</returns>
    public static SliceReport Of(TestSet test, Table table, PipelineSpec spec, int[] rows, double threshold)
    {
        var asked = spec.Evaluation ?? new EvaluationSpec();
        var minimum = asked.MinimumRows ?? EvaluationSpec.LeastRows;
        var report = new SliceReport { Loss = SliceMeasures.LossOf(test.Task), MinimumRows = minimum };
        if (test.Fault() is { } fault)
        {
            return report with { NotSearched = fault };
        }

        var all = new SliceMeasures(test, CandidateSelection.MetricOf(spec), threshold, spec.Split.Seed, minimum);
        string Text(IReadOnlyDictionary<string, SliceCondition> where) => SliceText.Of(where, column => table[column].Kind);
        report = report with
        {
            Declared = SliceMeasures.Judged(
            [
                .. asked.Slices.Select(slice => all.Of(SliceRows.Of(slice.Where, table, rows)) with
                {
                    Name = slice.Name, Text = Text(slice.Where), Where = slice.Where, IsDeclared = true,
                }),
            ]),
        };
        if (asked.Discover)
        {
            report = Searched(report, all, table, spec, rows, asked.MaxSlices, Text);
        }
        else
        {
            report = report with { NotSearched = "evaluation.discover is false." };
        }

        return report with { Worst = report.Declared.Concat(report.Discovered).Where(slice => slice.IsWeak).MaxBy(slice => slice.LossDifference.Value) };
    }

    private static SliceReport Searched(
        SliceReport report, SliceMeasures all, Table table, PipelineSpec spec, int[] rows, int most, Func<IReadOnlyDictionary<string, SliceCondition>, string> text)
    {
        var (search, confirm) = TestHalves.Of(table, spec.Split, rows);
        if (Math.Min(search.Length, confirm.Length) < LeastHalf)
        {
            return report with
            {
                NotSearched = FormattableString.Invariant(
                    $"Half of {rows.Length} test rows is {Math.Min(search.Length, confirm.Length)}; a search needs {LeastHalf} in each half."),
            };
        }

        string[] columns = Columns(table, spec);
        var least = Searchable(report.MinimumRows);
        var dimensions = SliceDimensions.Of(columns, spec.Protected, table, TestSetRows.Of(rows, search), least);
        var found = WeakSliceSearch.Find(TestSetRows.Of(all.Losses, search), dimensions, least, most);
        var other = all.Take(confirm);
        var confirming = TestSetRows.Of(rows, confirm);
        return report with
        {
            Discovered =
            [
                .. SliceMeasures.Judged(
                [
                    .. found.Found.Select(slice => other.Of(SliceRows.Of(slice.Where, table, confirming)) with
                    {
                        Name = text(slice.Where), Text = text(slice.Where), Where = slice.Where,
                    }),
                ]).OrderByDescending(slice => slice.IsWeak).ThenByDescending(slice => slice.LossDifference.Value ?? double.NegativeInfinity),
            ],
            Search = new(columns, found.Tests, search.Length, confirm.Length, WeakSliceSearch.Level, spec.Split.Seed),
        };
    }

    /// <summary>Rows in the half that is searched, two standard deviations above the minimum: so that the other half has enough nearly always.</summary>
    private static int Searchable(int minimum) => minimum + (int)Math.Ceiling(2 * Math.Sqrt(minimum));

    /// <summary>Features as the file has them, and protected columns whether or not a model learns from them; no free text.</summary>
    private static string[] Columns(Table table, PipelineSpec spec) =>
    [
        .. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)
            .Concat(spec.Protected.Select(attribute => attribute.Column)).Distinct()
            .Where(name => table.TryGet(name, out var column) && column.Kind != ColumnKind.Text),
    ];
}
