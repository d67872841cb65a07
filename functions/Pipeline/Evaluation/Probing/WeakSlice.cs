using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>A slice that costs more than the rest, as it was found.</summary>
/// <param name="Inside">Loss of its rows.</param>
/// <param name="EffectSize">See <see cref="WelchTest.EffectSize"/>.</param>
/// <param name="P">One-sided, of Welch's test.</param>
/// <param name="Adjusted">The same, by Benjamini and Hochberg over all slices tried.</param>
/// <param name="Score">See <see cref="WeakSliceSearch.Score"/>.</param>
public sealed record WeakSlice(
    IReadOnlyDictionary<string, SliceCondition> Where, SampleMoments Inside, double EffectSize, double P, double Adjusted, double Score);

/// <param name="Tests">Slices that were large enough to be tested.</param>
/// <param name="Found">The highest score first.</param>
public sealed record WeakSlices(int Tests, IReadOnlyList<WeakSlice> Found);
