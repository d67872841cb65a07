using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Features;

/// <summary>From rows to the numbers that learners see: fitted on the training rows, saved, and the same ever after.</summary>
/// <param name="Version">Of the meaning of what stands here; other versions are refused.</param>
/// <param name="Inputs">What a row must name, in the order in which features first need them.</param>
public sealed record FeatureTransform(int Version, IReadOnlyList<InputColumn> Inputs, IReadOnlyList<FeatureColumn> Features)
{
    public const int CurrentVersion = 1;

    /// <summary>Equal transforms have equal bytes.</summary>
    public byte[] ToBytes() => MlopsJson.WriteBytes(this);

    /// <summary>What makes it unusable; null where nothing does.</summary>
    [JsonIgnore]
    internal string? Contradiction
    {
        get
        {
            var names = Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
            return Version != CurrentVersion ? $"its transform is of version {Version}, expected {CurrentVersion}"
                : names.Count < Inputs.Count ? "an input of its transform stands there twice"
                : Features.Select(feature => Contradict(feature, names)).FirstOrDefault(seen => seen is not null);
        }
    }

    private static string? Contradict(FeatureColumn feature, HashSet<string> inputs)
    {
        var fits = feature.Encoding switch
        {
            NumberEncoding => feature.Kind is ColumnKind.Number or ColumnKind.Boolean,
            DateEncoding date => feature.Kind == ColumnKind.Date && date.Parts.Count > 0 && double.IsFinite(date.Reference),
            CategoryEncoding category => feature.IsText && AreDistinct(category.Levels),
            TargetEncoding target => feature.IsText && AreDistinct(target.Levels) && target.Means.Count == target.Levels.Count + 2
                && target.Means[0].Count > 0 && target.Means.All(means => means.Count == target.Means[0].Count && means.All(double.IsFinite)),
            TextEncoding text => feature.IsText && text.Buckets.Distinct().Count() == text.Buckets.Count,
            _ => false,
        };
        return !fits ? $"the encoding of its feature '{feature.Name}' does not fit"
            : feature.Expression is null && !inputs.Contains(feature.Name) ? $"its feature '{feature.Name}' has no input"
            : feature.Expression is not null && FeatureValues.Bind(feature, inputs) is null
                ? $"the expression of its feature '{feature.Name}' is not usable"
            : null;
    }

    private static bool AreDistinct(IReadOnlyList<string> levels) => levels.Distinct(StringComparer.Ordinal).Count() == levels.Count;
}
