namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>
/// What a model said against what came true, in bins of equal width: of the positive class, or for many classes of the most probable one. A
/// calibrated model lies on the diagonal.
/// </summary>
/// <param name="Bins">Ascending; those without rows are left out.</param>
/// <param name="Error">The expected calibration error; null where it was not measured.</param>
public sealed record CalibrationCurve(IReadOnlyList<CalibrationBin> Bins, Measure? Error = null)
{
    /// <summary>The protected attribute by which rows were grouped; null for all rows.</summary>
    public string? Attribute { get; init; }

    public string? Group { get; init; }
}

/// <summary>Rows whose probability lies in (From, To]; the first bin includes 0.</summary>
/// <param name="N">Rows.</param>
/// <param name="MeanPredicted">What the model said, on average.</param>
/// <param name="ObservedShare">What came true, with the ends of its 95 % interval (Wilson).</param>
public sealed record CalibrationBin(double From, double To, long N, double MeanPredicted, double ObservedShare, double Lower, double Upper);
