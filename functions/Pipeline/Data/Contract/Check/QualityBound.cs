using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a count must be.</summary>
internal sealed record QualityBound(QualityOperator Operator, double Value, double? Upper, QualityUnit Unit, Severity Severity)
{
    /// <summary>Not one: then each cell that breaks it is a mistake of its own row.</summary>
    public static readonly QualityBound None = new(QualityOperator.MustBe, 0, null, QualityUnit.Rows, Severity.Error);

    public static QualityBound Of(QualityRule rule) => new(rule.Operator, rule.Value, rule.Upper, rule.Unit, rule.Severity);

    /// <summary>No count but 0 holds, however many rows there are.</summary>
    public bool AllowsNone => Operator switch
    {
        QualityOperator.MustBe or QualityOperator.MustBeLessOrEqualTo => Value == 0,
        QualityOperator.MustBeLessThan => Value > 0 && Value <= 1 && Unit == QualityUnit.Rows,
        QualityOperator.MustBeBetween => Value == 0 && Upper == 0,
        _ => false,
    };

    /// <summary>A count that breaks it by being too high, and not by being too low.</summary>
    public bool IsAbove(double measured) => Operator switch
    {
        QualityOperator.MustBeGreaterThan or QualityOperator.MustBeGreaterOrEqualTo => false,
        QualityOperator.MustBeBetween => measured > Upper,
        QualityOperator.MustBeLessThan => measured >= Value,
        QualityOperator.MustNotBe or QualityOperator.MustNotBeBetween => false,
        _ => measured > Value,
    };

    public bool IsBelow(double measured) => Operator switch
    {
        QualityOperator.MustBeGreaterThan or QualityOperator.MustBeGreaterOrEqualTo => true,
        QualityOperator.MustBe or QualityOperator.MustBeBetween => measured < Value,
        _ => false,
    };

    /// <param name="rows">All rows; a percentage of none is 0.</param>
    public double Measure(long count, long rows) => Unit == QualityUnit.Rows ? count : rows == 0 ? 0 : 100.0 * count / rows;

    public bool Holds(double measured) => Operator switch
    {
        QualityOperator.MustBe => measured == Value,
        QualityOperator.MustNotBe => measured != Value,
        QualityOperator.MustBeGreaterThan => measured > Value,
        QualityOperator.MustBeGreaterOrEqualTo => measured >= Value,
        QualityOperator.MustBeLessThan => measured < Value,
        QualityOperator.MustBeLessOrEqualTo => measured <= Value,
        QualityOperator.MustBeBetween => measured >= Value && measured <= Upper,
        _ => measured < Value || measured > Upper,
    };

    /// <summary>For a sentence: <c>less than 5 %</c>.</summary>
    public string Words()
    {
        var unit = Unit == QualityUnit.Percent ? "%" : "rows";
        var (value, upper) = (Text(Value), Text(Upper ?? Value));
        return Operator switch
        {
            QualityOperator.MustBe => $"{value} {unit}",
            QualityOperator.MustNotBe => $"not {value} {unit}",
            QualityOperator.MustBeGreaterThan => $"more than {value} {unit}",
            QualityOperator.MustBeGreaterOrEqualTo => $"at least {value} {unit}",
            QualityOperator.MustBeLessThan => $"less than {value} {unit}",
            QualityOperator.MustBeLessOrEqualTo => $"at most {value} {unit}",
            QualityOperator.MustBeBetween => $"{value} to {upper} {unit}",
            _ => $"not {value} to {upper} {unit}",
        };
    }

    /// <summary><c>312 of 5000 rows (6.24 %)</c>.</summary>
    public static string Share(long count, long rows) =>
        rows == 0 ? "no rows" : FormattableString.Invariant($"{count} of {rows} rows ({100.0 * count / rows:0.####} %)");

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
