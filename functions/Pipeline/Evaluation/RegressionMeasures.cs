using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured of a regression model, in the target's unit but for R².</summary>
internal static class RegressionMeasures
{
    public static MeasureBlock Of(TestSet test)
    {
        var rows = test.Rows;
        return new(
            [new("rmse", false, rows), new("mae", false, rows), new("r2", true, rows), new("mean_error", false, rows)],
            (counts, values) =>
            {
                var errors = RegressionErrors.Of(test.ActualValue, test.Predicted, counts);
                values[0] = errors.Rmse;
                values[1] = errors.Mae;
                values[2] = errors.R2;
                values[3] = errors.MeanError;
            });
    }
}
