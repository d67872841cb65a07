using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Text;

/// <summary>What sets or intervals were asked to hold, and what they did.</summary>
public static class Reached
{
    public static string Sentence(ConformalReach conformal, EvaluationReport report)
    {
        var what = report.Task == ModelTask.Regression ? "an interval" : "a set of classes";
        if (conformal.Reach is null)
        {
            return $"Predictions carry no {what[(what.IndexOf(' ', StringComparison.Ordinal) + 1)..]}: {conformal.Unmeasured}.";
        }

        var coverage = report.Metrics.FirstOrDefault(measure => measure.Name == "coverage");
        return $"Each prediction carries {what} meant to hold the truth in {Numbers.Percent(conformal.Coverage)} of rows, from {Numbers.Count(conformal.Rows)}"
            + " validation rows that also picked the model."
            + (coverage?.Value is { } value ? $" On the test part {Numbers.Percent(value)} did." : "");
    }
}
