using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Labels, scores and groups of the same rows side by side: all that a measure may see.</summary>
public sealed record TestSet
{
    public required ModelTask Task { get; init; }

    /// <summary>Binary: [negative, positive]. Multiclass: all classes. Regression: empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Index into <see cref="Classes"/>, one a row; empty for regression.</summary>
    public int[] Actual { get; init; } = [];

    /// <summary>One a row; regression only.</summary>
    public double[] ActualValue { get; init; } = [];

    /// <summary>Of the positive class, in [0, 1], one a row; binary only.</summary>
    public double[] Probability { get; init; } = [];

    /// <summary>Row by row, one in [0, 1] a class; multiclass only.</summary>
    public double[][] Probabilities { get; init; } = [];

    /// <summary>One a row, in the target's unit; regression only.</summary>
    public double[] Predicted { get; init; } = [];

    public IReadOnlyList<GroupedAttribute> Groups { get; init; } = [];

    /// <summary>By actual, then predicted class: many classes are then decided by the least expected cost. Null where none are stated.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Costs { get; init; }

    /// <summary>How far predictions reach; null where they do not say.</summary>
    public ConformalReach? Conformal { get; init; }

    public int Rows => Task == ModelTask.Regression ? ActualValue.Length : Actual.Length;

    /// <summary>Why nothing can be measured; null where it can.</summary>
    /// <exception cref="ArgumentException">Labels, scores and groups are not of the same rows, or an index names no class or group.</exception>
    public string? Fault()
    {
        var scores = Task switch
        {
            ModelTask.Binary => Probability.Length,
            ModelTask.Multiclass => Probabilities.Length,
            _ => Predicted.Length,
        };
        Require(scores == Rows, $"{scores} scores for {Rows} rows");
        Require(Actual.All(label => label >= 0 && label < Classes.Count), $"a label outside the {Classes.Count} classes");
        Require(Probabilities.All(row => row.Length == Classes.Count), $"a row without {Classes.Count} probabilities");
        Require(
            Costs is null || (Costs.Count == Classes.Count && Costs.All(row => row.Count == Classes.Count)),
            $"costs that are not {Classes.Count} by {Classes.Count}");
        foreach (var grouped in Groups)
        {
            Require(grouped.Group.Length == Rows, $"{grouped.Group.Length} groups by {grouped.Attribute} for {Rows} rows");
            Require(grouped.Group.All(group => group >= 0 && group < grouped.Names.Count), $"a group outside those of {grouped.Attribute}");
        }

        return Rows == 0 ? "there are no rows"
            : !ActualValue.All(double.IsFinite) || !Predicted.All(double.IsFinite) ? "a value is not a finite number"
            : !Probability.All(IsProbability) || !Probabilities.All(row => row.All(IsProbability)) ? "a score is not a probability from 0 to 1"
            : null;
    }

    /// <summary>The same rows by ascending probability (binary only), so that passes over ranked rows run through memory in order.</summary>
    internal TestSet ByProbability()
    {
        if (Task != ModelTask.Binary)
        {
            return this;
        }

        int[] order = [.. Enumerable.Range(0, Rows)];
        Array.Sort((double[])Probability.Clone(), order);
        return this with
        {
            Actual = Array.ConvertAll(order, row => Actual[row]),
            Probability = Array.ConvertAll(order, row => Probability[row]),
            Groups = [.. Groups.Select(grouped => grouped with { Group = Array.ConvertAll(order, row => grouped.Group[row]) })],
        };
    }

    private static bool IsProbability(double value) => value is >= 0 and <= 1;

    private static void Require(bool holds, string seen)
    {
        if (!holds)
        {
            throw new ArgumentException($"Seen {seen}; expected labels, scores and groups of the same rows.");
        }
    }
}

/// <summary>The group of each row by one protected attribute.</summary>
/// <param name="Group">Index into <paramref name="Names"/>, one a row.</param>
public sealed record GroupedAttribute(string Attribute, int[] Group, IReadOnlyList<string> Names);
