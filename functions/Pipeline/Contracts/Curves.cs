namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>Shapes behind the measures of the test part, for drawing: at most <see cref="MostPoints"/> points each.</summary>
/// <param name="Roc">Binary: false positive rate across, true positive rate up, from (0, 0) to (1, 1); else empty.</param>
/// <param name="PrecisionRecall">Binary: recall across, precision up, by ascending recall; else empty.</param>
/// <param name="Residuals">Regression: errors by ascending prediction; else empty.</param>
public sealed record CurveReport(
    IReadOnlyList<CurvePoint> Roc, IReadOnlyList<CurvePoint> PrecisionRecall, IReadOnlyList<ResidualBin> Residuals)
{
    public const int MostPoints = 101;
}

/// <param name="X">In [0, 1].</param>
/// <param name="Y">In [0, 1].</param>
public sealed record CurvePoint(double X, double Y);

/// <summary>Rows with predictions near each other, in the target's unit; a residual is actual − predicted.</summary>
/// <param name="Predicted">Mean.</param>
/// <param name="Low">The 10 % quantile of the residuals.</param>
/// <param name="High">The 90 % quantile.</param>
public sealed record ResidualBin(double Predicted, double Low, double Median, double High, long N);
