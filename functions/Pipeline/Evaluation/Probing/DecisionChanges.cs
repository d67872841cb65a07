using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>How two scorings of the same rows differ in what is decided.</summary>
public static class DecisionChanges
{
    /// <summary>Share of rows that get another label, with Wilson's interval; null for regression.</summary>
    /// <param name="thresholds">Binary only: each model's own.</param>
    public static Measure? Flipped(TestSet before, TestSet after, (double Before, double After) thresholds) => before.Task == ModelTask.Regression
        ? null
        : LevelledMeasures.Share(
            "flipped", false,
            RowValues.Labels(before, thresholds.Before).Zip(RowValues.Labels(after, thresholds.After)).LongCount(pair => pair.First != pair.Second), before.Rows);

    /// <summary>Mean |after − before| of the predictions, with Student's interval; null for classes.</summary>
    public static Measure? Moved(TestSet before, TestSet after) => before.Task == ModelTask.Regression
        ? LevelledMeasures.Mean("moved", false, SampleMoments.Of([.. after.Predicted.Zip(before.Predicted, (one, other) => Math.Abs(one - other))]))
        : null;
}
