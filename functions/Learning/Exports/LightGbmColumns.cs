using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Native;

namespace ServerlessMlops.Learning.Exports;

/// <summary>What each column of exported trees is: their text calls them f0, f1, …, as real names may hold characters that it refuses.</summary>
/// <param name="ModelFile">SHA-256 of the model file.</param>
public sealed record LightGbmColumns(string Model, string ModelFile, IReadOnlyList<LightGbmColumn> Columns)
{
    public static LightGbmColumns Of(FeatureTransform transform, string model, string digest)
    {
        var columns = transform.Features.SelectMany(Parts)
            .Select((part, index) => new LightGbmColumn(
                LightGbmDataset.NameOf(index), part.Feature.Name, part.Meaning, part.Codes, part.Feature.Expression));
        return new(model, digest, [.. columns]);
    }

    private static IEnumerable<(FeatureColumn Feature, string Meaning, IReadOnlyList<string>? Codes)> Parts(FeatureColumn feature) => feature.Encoding switch
    {
        NumberEncoding => [(feature, "the number; NaN where missing", null)],
        DateEncoding date => date.Parts.Select(part => (feature, MeaningOf(part, date.Reference), (IReadOnlyList<string>?)null)),
        CategoryEncoding category => [(feature, "the code of the level: its place in codes, from 0", [.. category.Levels, "(any other)", "(missing)"])],
        TargetEncoding target => Enumerable.Range(0, target.Means[0].Count)
            .Select(mean => (feature, FormattableString.Invariant($"the level's smoothed mean of target column {mean}"), (IReadOnlyList<string>?)null)),
        TextEncoding text => text.Buckets
            .Select(bucket => FormattableString.Invariant($"ln(1 + count) of n-grams with hash {bucket}"))
            .Append("words of the text")
            .Select(meaning => (feature, meaning, (IReadOnlyList<string>?)null)),
        var other => throw new ArgumentException($"Seen '{feature.Name}' with {other.GetType().Name}; expected a known encoding."),
    };

    private static string MeaningOf(DatePart part, double reference) => part switch
    {
        DatePart.Days => "days since 1970-01-01",
        DatePart.Age => FormattableString.Invariant($"days from the date to day {reference} since 1970-01-01"),
        DatePart.Weekday => "weekday, 0 is Sunday",
        DatePart.Hour => "hour of the day with minutes as a fraction",
        _ => part.ToString().ToLowerInvariant(),
    };
}

/// <param name="Name">In the trees' text.</param>
/// <param name="Feature">That the column is made from; a column of the data, or derived by <paramref name="Expression"/>.</param>
/// <param name="Codes">Of a category: the level of each code; else null.</param>
public sealed record LightGbmColumn(string Name, string Feature, string Meaning, IReadOnlyList<string>? Codes, string? Expression);
