namespace ServerlessMlops.Learning.Features;

/// <summary>The value of one feature in one row, as the table reader would hold it.</summary>
/// <param name="Number">Number, boolean (0, 1) or date (days since 1970-01-01); NaN where missing.</param>
/// <param name="Text">Category or text; null where missing.</param>
public readonly record struct FeatureValue(double Number, string? Text)
{
    public static readonly FeatureValue Missing = new(double.NaN, null);
}
