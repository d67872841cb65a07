namespace ServerlessMlops.Learning.Learners;

/// <summary>Mean and deviation of a regression target: standardised, the solver's tolerance means the same for every target.</summary>
internal sealed record TargetUnit(double Mean, double Scale)
{
    public static readonly TargetUnit None = new(0, 1);

    public static TargetUnit Of(double[] targets)
    {
        var mean = targets.Sum(target => target / targets.Length);
        var scale = Math.Sqrt(targets.Sum(target => (target - mean) * ((target - mean) / targets.Length)));
        return new TargetUnit(mean, scale > 0 && double.IsFinite(scale) ? scale : 1);
    }

    public EncodedRows Standardise(EncodedRows rows) =>
        this == None ? rows : rows with { Targets = Array.ConvertAll(rows.Targets, target => (target - Mean) / Scale) };
}
