using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Features;

public sealed class DateEncodingTests
{
    [Fact]
    public void A_date_becomes_its_age_year_month_day_and_weekday()
    {
        // 2024-02-29 was a Thursday, 10 days before 2024-03-10.
        Assert.True(Cell.TryDate("2024-03-10", out var last));
        Assert.True(Cell.TryDate("2024-02-29", out var day));
        var encoding = DateFitting.Fit(Dates(last, day, last - 400), [0, 1, 2], isMonotone: false);
        Assert.Equal([10, 2024, 2, 29, 4], Write(encoding, day));
        Assert.Equal([0, 2024, 3, 10, 0], Write(encoding, last));
        Assert.All(Write(encoding, double.NaN), part => Assert.True(double.IsNaN(part)));
    }

    [Fact]
    public void The_hour_is_a_part_where_training_rows_have_a_time()
    {
        Assert.True(Cell.TryDate("1969-12-31T18:30:00Z", out var moment));
        var encoding = DateFitting.Fit(Dates(moment), [0], isMonotone: false);
        Assert.Equal([-0.7708333333333334, 1969, 12, 31, 3, 18.5], Write(encoding, moment));
        Assert.DoesNotContain(DatePart.Hour, DateFitting.Fit(Dates(3, moment), [0], isMonotone: false).Parts);
    }

    [Fact]
    public void Ages_are_counted_from_the_last_training_day_and_later_dates_are_below_zero()
    {
        var encoding = DateFitting.Fit(Dates(100, 90, 500), [0, 1], isMonotone: false);
        Assert.Equal(100, encoding.Reference);
        Assert.Equal(-400, Write(encoding, 500)[0]);
    }

    [Fact]
    public void A_date_that_the_score_may_only_rise_with_is_its_age_alone()
    {
        var encoding = DateFitting.Fit(Dates(100, 90), [0, 1], isMonotone: true);
        Assert.Equal([DatePart.Age], encoding.Parts);
        var feature = new FeatureColumn("day", ColumnKind.Date, encoding, Monotone: MonotoneDirection.Increasing);
        Assert.Equal([-1], new FeatureEncoder(new FeatureTransform(1, [new InputColumn("day", ColumnKind.Date)], [feature])).Monotone);
    }

    private static NumberColumn Dates(params double[] days) => new("day", ColumnKind.Date, days);

    private static double[] Write(DateEncoding encoding, double days)
    {
        var cells = new double[encoding.Parts.Count];
        encoding.Prepare().Write(new FeatureValue(days, null), cells);
        return cells;
    }
}
