using System.Text.Json.Serialization;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Learning.Calibrating;

/// <summary>Probabilities from margins, where the logistic curve alone would say too much or too little; two classes only.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Platt), "platt")]
[JsonDerivedType(typeof(Isotonic), "isotonic")]
public abstract record ScoreCalibration
{
    private ScoreCalibration()
    {
    }

    /// <param name="margin">Log-odds, as the learner gives them.</param>
    /// <returns>In (0, 1), never falling where the margin grows.</returns>
    public abstract double Probability(double margin);

    /// <inheritdoc cref="PlattScaling"/>
    public sealed record Platt(double Slope, double Offset) : ScoreCalibration
    {
        public override double Probability(double margin) => new PlattScaling(Slope, Offset).Probability(margin);
    }

    /// <param name="Least">No probability is nearer to 0, or to 1: so few rows cannot show that something never happens.</param>
    /// <inheritdoc cref="IsotonicCurve"/>
    public sealed record Isotonic(IReadOnlyList<double> Margins, IReadOnlyList<double> Values, double Least) : ScoreCalibration
    {
        public override double Probability(double margin) => Math.Clamp(new IsotonicCurve(Margins, Values).At(margin), Least, 1 - Least);
    }
}
