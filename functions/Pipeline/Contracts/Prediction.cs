namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>One feature's share of one prediction.</summary>
/// <param name="Value">The value as given; null where it was missing.</param>
/// <param name="Weight">In the margin's unit; the weights of all features and the base value sum to the margin.</param>
public sealed record Contribution(string Feature, string? Value, double Weight);

/// <summary>One scored row.</summary>
/// <param name="Score">Binary: probability of the positive class. Multiclass: probability of the label. Regression: the value.</param>
/// <param name="Label">The predicted class; null for regression.</param>
/// <param name="Probabilities">By class, multiclass only.</param>
/// <param name="Contributions">Largest first by absolute weight, exact (TreeSHAP, or coefficient times deviation for a linear model).</param>
/// <param name="BaseValue">The margin before any feature is known.</param>
public sealed record Prediction(
    double Score,
    string? Label,
    IReadOnlyDictionary<string, double>? Probabilities,
    IReadOnlyList<Contribution> Contributions,
    double BaseValue)
{
    /// <summary>Regression: where the value lies with the stated coverage; null where the model has no reach.</summary>
    public PredictionInterval? Interval { get; init; }

    /// <summary>How the contributions were made where they are not exact in the margin's unit, and in which unit they are; else null.</summary>
    public string? Explanation { get; init; }

    /// <summary>Classes: those that hold the true one with the stated coverage, in the model's order; null where the model has no reach.</summary>
    public PredictionSet? Set { get; init; }
}

/// <param name="Coverage">Share of rows like those of validation whose value is to lie within, in (0, 1).</param>
public sealed record PredictionInterval(double Lower, double Upper, double Coverage);

/// <param name="Labels">At least the most probable one.</param>
/// <param name="Coverage">Share of rows like those of validation whose class is to be among the labels, in (0, 1).</param>
public sealed record PredictionSet(IReadOnlyList<string> Labels, double Coverage);
