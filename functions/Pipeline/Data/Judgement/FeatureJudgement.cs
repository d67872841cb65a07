using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What each feature alone gives away of the target, and whether it hardly ever differs.</summary>
internal static class FeatureJudgement
{
    /// <returns>One finding a feature, the most predictive first.</returns>
    public static IReadOnlyList<FeatureFinding> Of(
        IReadOnlyList<Column> features, Column target, LabelledRows rows, JudgementOptions options, ProblemList problems)
    {
        var findings = new FeatureFinding[features.Count];
        Parallel.For(0, findings.Length, place => findings[place] = Find(features[place], target, rows, options));
        for (var place = 0; place < findings.Length; place++)
        {
            ReportLeak(findings[place], options, problems);
            ReportNearConstant(features[place], options, problems);
        }

        return [.. findings.OrderByDescending(finding => finding.Leak).ThenByDescending(finding => finding.Power ?? -1)];
    }

    private static FeatureFinding Find(Column column, Column target, LabelledRows rows, JudgementOptions options)
    {
        var finding = PredictivePower.Of(column, rows);
        var copy = TargetCopy.Is(column, target, rows.Task);
        var (suspect, certain) = Limits(rows.Task, options);
        return finding with
        {
            IsCopy = copy,
            Leak = copy || (finding.Power >= certain && finding.Rows >= options.CertainRows) ? LeakVerdict.Certain
                : finding.Power >= suspect ? LeakVerdict.Suspected
                : LeakVerdict.None,
            MissingPower = PredictivePower.OfMissing(column, rows),
            CommonestShare = CommonestValue.Of(column)?.Rows / (double)column.RowCount,
        };
    }

    private static (double Suspect, double Certain) Limits(ModelTask task, JudgementOptions options) => task == ModelTask.Regression
        ? (options.SuspectRSquared, options.CertainRSquared)
        : (options.SuspectAuc, options.CertainAuc);

    private static void ReportLeak(FeatureFinding finding, JudgementOptions options, ProblemList problems)
    {
        var name = finding.Column;
        var seen = finding.Power is { } power ? $"{Name(finding.Measure)} {power:0.0000} on {finding.Rows} rows" : "a copy";
        var exclude = $"features: {{ exclude: [{name}] }}";
        if (finding.Leak != LeakVerdict.None && options.Acknowledged.Contains(name))
        {
            problems.Warn(
                ProblemCodes.LeakSuspected,
                $"Column '{name}' alone tells {(finding.Leak == LeakVerdict.Certain ? "the target" : "nearly all of the target")}: {seen}. "
                + "The contract says that a person has looked at this and accepts it.",
                null, name, seen, "a feature that is known when predicting");
        }
        else if (finding.Leak == LeakVerdict.Certain)
        {
            problems.Error(
                ProblemCodes.LeaksTarget,
                finding.IsCopy
                    ? $"Column '{name}' is the target under another name, in every row. Exclude it: {exclude}."
                    : $"Column '{name}' alone tells the target: {seen}. It will not be known when predicting; exclude it: {exclude}.",
                null, name, seen, exclude);
        }
        else if (finding.Leak == LeakVerdict.Suspected)
        {
            problems.Warn(
                ProblemCodes.LeakSuspected,
                $"Column '{name}' alone tells nearly all of the target: {seen}. Unless it is known when predicting, exclude it: {exclude}.",
                null, name, seen, "a feature that is known when predicting");
        }
        else if (finding.MissingPower is { } missing && missing >= (finding.Measure == "r2" ? options.MissingRSquared : options.MissingAuc))
        {
            problems.Warn(
                ProblemCodes.MissingTellsTarget,
                $"Whether column '{name}' has a value tells much of the target: {Name(finding.Measure)} {missing:0.000}. Is it filled in "
                + "afterwards?",
                null, name, $"{missing:0.000}", "cells that are missing by chance");
        }
    }

    private static void ReportNearConstant(Column column, JudgementOptions options, ProblemList problems)
    {
        if (CommonestValue.Of(column) is { } commonest && commonest.Rows >= options.NearConstantShare * column.RowCount)
        {
            var (value, others) = (column.Text(commonest.Row), column.RowCount - commonest.Rows);
            var holds = value is null ? "has no value" : $"is '{ProblemList.Cut(value)}'";
            problems.Warn(
                ProblemCodes.NearConstantColumn,
                $"Column '{column.Name}' {holds} in {commonest.Rows} of {column.RowCount} rows "
                + $"({100.0 * commonest.Rows / column.RowCount:0.00} %); {others} differ.",
                null, column.Name, value ?? "", "values that differ", commonest.Rows);
        }
    }

    private static string Name(string measure) => measure switch
    {
        "auc" => "AUC",
        "macro_auc" => "mean AUC of one class against the rest",
        _ => "R²",
    };
}
