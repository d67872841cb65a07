using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Judges an accepted table before anything is trained on it.</summary>
public static class DataJudge
{
    /// <summary>Cells that leakage and labels are judged on at most, so that a wide table takes seconds too.</summary>
    private const int SampleCells = 8_000_000;

    private const int LeastSample = 5_000;

    /// <param name="table">As <see cref="Dataset.Read"/> gives it.</param>
    /// <param name="file">The name that problems carry.</param>
    /// <param name="split">Null before the split: what needs it is then unmeasured, and test rows are reckoned by share.</param>
    /// <param name="reference">The data of the last approved version; null where there is none.</param>
    /// <param name="options">Null: the documented defaults.</param>
    /// <returns>Findings, and problems: an error stops training. The same arguments give the same judgement.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit lies outside its range.</exception>
    /// <exception cref="ArgumentException">The split is not of this table.</exception>
    public static DataJudgement Judge(
        Table table, PipelineSpec spec, string file, SplitAssignment? split, Table? reference, JudgementOptions? options = null)
    {
        options ??= new();
        options.Check();
        if (split is not null && split.Parts.Length != table.RowCount)
        {
            throw new ArgumentException($"Seen a split of {split.Parts.Length} rows; expected {table.RowCount}.", nameof(split));
        }

        var problems = new ProblemList(file);
        var drift = reference is null ? null : DriftJudgement.Of(reference, table, spec, options.Drift);
        if (drift is not null)
        {
            DriftProblems.Report(drift, problems);
        }

        var unready = TrainingReadiness.Check(spec, table, file).Where(problem => problem.Severity == Severity.Error).ToArray();
        if (unready.Length > 0)
        {
            return new()
            {
                Rows = table.RowCount,
                JudgedRows = 0,
                Seed = options.Seed,
                Drift = drift,
                Problems = problems.ToList(),
                NotJudged = $"the table cannot be trained on: {string.Join(", ", unready.Select(problem => problem.Code).Distinct())}",
            };
        }

        Column[] features = [.. FeatureSelection.Columns(spec, table)];
        var target = Labels.Of(table, spec);
        var rows = LabelledRows.Of(target, table.RowCount, Sample(features.Length, options), options.Seed);
        ColumnReports.Identifiers(table, spec, problems);
        ColumnReports.Dates(table, spec, options.OutcomeDate, features, problems);
        return new()
        {
            Rows = table.RowCount,
            JudgedRows = rows.Rows.Length,
            Seed = options.Seed,
            Features = FeatureJudgement.Of(features, table[spec.Target], rows, options, problems),
            Copies = CopyJudgement.Of(table, spec, features, target, split, options, problems),
            Labels = target.Task == ModelTask.Regression ? null : LabelJudgement.Of(table, features, rows, options, problems),
            Groups = GroupJudgement.Of(table, spec, target, split, options, problems),
            Drift = drift,
            NotJudged = rows.Rows.Length == table.RowCount
                ? null
                : $"leakage and labels were judged on {rows.Rows.Length} of {table.RowCount} rows, drawn with seed {options.Seed}",
            Problems = problems.ToList(),
        };
    }

    private static int Sample(int features, JudgementOptions options) =>
        Math.Min(options.SampleRows, Math.Max(LeastSample, SampleCells / Math.Max(1, features)));
}
