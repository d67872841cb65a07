namespace ServerlessMlops.Pipeline.Training;

/// <summary>Whether a column is a feature, and why.</summary>
public sealed record FeatureChoice(string Column, bool Used, string Why);
