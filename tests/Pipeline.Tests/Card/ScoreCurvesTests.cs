using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Tests.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Card;

public sealed class ScoreCurvesTests
{
    [Fact]
    public void Four_rows_give_the_corners_that_paper_gives()
    {
        var curves = ScoreCurves.Of(new TestSet { Task = ModelTask.Binary, Classes = ["−", "+"], Actual = [0, 0, 1, 1], Probability = [0.1, 0.4, 0.4, 0.8] })!;
        // 0.8 finds one of two; the tie at 0.4 finds the other with one of two wrong; 0.1 adds the last.
        Assert.Equal([new(0, 0), new(0, 0.5), new(0.5, 1), new(1, 1)], curves.Roc);
        Assert.Equal([new(0.5, 1), new(1, 2 / 3.0), new(1, 0.5)], curves.PrecisionRecall);
    }

    [Fact]
    public void The_area_under_the_thinned_curve_is_near_the_auc()
    {
        var roc = ScoreCurves.Of(Predictions.Credit)!.Roc;
        Assert.InRange(roc.Count, 2, CurveReport.MostPoints);
        Assert.Equal((new CurvePoint(0, 0), new CurvePoint(1, 1)), (roc[0], roc[^1]));
        var area = roc.Zip(roc.Skip(1), (left, right) => (right.X - left.X) * (left.Y + right.Y) / 2).Sum();
        Assert.Equal(Predictions.Reference("credit", "auc"), area, 0.005);
    }

    [Fact]
    public void Residuals_hold_every_row_once_in_order_of_the_prediction()
    {
        var bins = ScoreCurves.Of(Predictions.Concrete)!.Residuals;
        Assert.Equal(Predictions.Concrete.Rows, bins.Sum(bin => bin.N));
        Assert.Equal(bins.Select(bin => bin.Predicted).Order(), bins.Select(bin => bin.Predicted));
        Assert.All(bins, bin => Assert.True(bin.Low <= bin.Median && bin.Median <= bin.High));
    }

    [Fact]
    public void Where_there_is_nothing_to_draw_there_is_no_report()
    {
        Assert.Null(ScoreCurves.Of(Predictions.Penguins));
        Assert.Null(ScoreCurves.Of(new TestSet { Task = ModelTask.Binary, Classes = ["−", "+"], Actual = [0, 0], Probability = [0.1, 0.4] }));
        Assert.Null(ScoreCurves.Of(new TestSet { Task = ModelTask.Regression }));
    }
}
