using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning;

/// <summary>A model file of the first format: it goes on being served. See docs/decisions/0400.</summary>
internal sealed record ModelFileV1
{
    public const string OwnFormat = "serverless-mlops-model/1";

    public required ModelTask Task { get; init; }

    public required string Target { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    public double? Threshold { get; init; }

    public required string Candidate { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyList<Feature> Features { get; init; }

    public IReadOnlyList<string> Unused { get; init; } = [];

    public required LearnedModel Learned { get; init; }

    public sealed record Feature(string Name, ColumnKind Kind, IReadOnlyList<string>? Levels = null, bool HasTime = false);

    public ModelFile Upgrade() => new()
    {
        Format = ModelFile.CurrentFormat,
        Task = Task,
        Target = Target,
        Classes = Classes,
        Threshold = Threshold,
        Candidate = Candidate,
        Seed = Seed,
        Transform = new FeatureTransform(
            FeatureTransform.CurrentVersion,
            [.. Features.Select(feature => new InputColumn(feature.Name, feature.Kind))],
            [.. Features.Select(feature => new FeatureColumn(feature.Name, feature.Kind, EncodingOf(feature)))]),
        Unused = Unused,
        Learned = Learned,
    };

    private static FeatureEncoding EncodingOf(Feature feature) => feature switch
    {
        { Kind: ColumnKind.Category or ColumnKind.Text } => new CategoryEncoding(feature.Levels ?? []),
        { Kind: ColumnKind.Date, HasTime: true } => new DateEncoding([DatePart.Days, DatePart.Month, DatePart.Weekday, DatePart.Hour], 0),
        { Kind: ColumnKind.Date } => new DateEncoding([DatePart.Days, DatePart.Month, DatePart.Weekday], 0),
        _ => new NumberEncoding(),
    };
}
