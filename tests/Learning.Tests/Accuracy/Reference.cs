using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Accuracy;

/// <summary>Folds, and what scikit-learn reaches on them; written by make.py.</summary>
public sealed record Reference
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required string MadeWith { get; init; }

    /// <summary>By the table's path.</summary>
    public required IReadOnlyDictionary<string, ReferenceTable> Tables { get; init; }

    public static Reference Read(string path)
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<Reference>(file, Options)!;
    }
}

/// <param name="Folds">For each repeat, one digit a row: the fold that the row is tested in.</param>
/// <param name="Scores">By reference: AUC, accuracy or RMSE, one a repeat and fold.</param>
public sealed record ReferenceTable(
    ModelTask Task, string Target, string? Positive, IReadOnlyList<string> Folds, IReadOnlyDictionary<string, IReadOnlyList<double>> Scores)
{
    public string Metric => Task switch { ModelTask.Binary => "auc", ModelTask.Multiclass => "accuracy", _ => "rmse" };

    /// <summary>1 where more is better, −1 where less is.</summary>
    public int Direction => Task == ModelTask.Regression ? -1 : 1;
}

/// <summary>Mean and standard error of scores.</summary>
public sealed record Level(double Mean, double Error)
{
    public static Level Of(IReadOnlyList<double> scores)
    {
        var mean = scores.Average();
        return new Level(mean, Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Count - 1) / scores.Count));
    }

    public override string ToString() => FormattableString.Invariant($"{Mean:F4} ± {Error:F4}");
}
