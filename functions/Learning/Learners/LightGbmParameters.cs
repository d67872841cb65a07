using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>LightGBM's parameters for a table of a given size, and how they are written. See docs/decisions/0241.</summary>
internal static class LightGbmParameters
{
    public const int MaximumRounds = 1000;

    /// <summary>Rounds without a better validation loss after which training stops.</summary>
    public const int Patience = 50;

    /// <summary>Rounds where there are no validation rows to stop by.</summary>
    public const int RoundsWithoutValidation = 200;

    /// <summary>Below so many rows several sizes of trees are tried: it takes seconds, and tables differ in what they need.</summary>
    private const int FewRows = 50_000;

    /// <summary>Leaves of a tree that are tried; validation chooses.</summary>
    public static IReadOnlyList<int> Leaves(LearnerInput input) =>
        input.Settings.TryGetValue("num_leaves", out var set) ? [int.Parse(set, CultureInfo.InvariantCulture)]
        : input.Train.Count >= FewRows || input.Validation.Count == 0 ? [31] : [7, 31];

    public static SortedDictionary<string, string> For(LearnerInput input, int leaves)
    {
        var rows = input.Train.Count;
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["objective"] = input.Task switch { ModelTask.Binary => "binary", ModelTask.Multiclass => "multiclass", _ => "regression" },
            ["metric"] = input.Task switch { ModelTask.Binary => "binary_logloss", ModelTask.Multiclass => "multi_logloss", _ => "l2" },
            ["learning_rate"] = rows < 5_000 ? "0.03" : rows < FewRows ? "0.05" : "0.1",
            ["num_leaves"] = Whole(leaves),
            ["min_data_in_leaf"] = Whole(Math.Clamp(Math.Sqrt(rows) / 3, 3, 100)),
            ["feature_fraction"] = rows < FewRows ? "0.8" : "1",
            ["bagging_fraction"] = rows < FewRows ? "0.8" : "0.5",
            ["bagging_freq"] = "1",
            ["lambda_l2"] = "1",
            ["min_data_per_group"] = Whole(Math.Clamp(rows / 50.0, 5, 100)),
            ["seed"] = Whole(input.Seed & int.MaxValue),
            ["deterministic"] = "true",
            ["force_row_wise"] = "true",
            ["verbosity"] = "-1",
        };
        foreach (var (name, value) in input.Settings)
        {
            parameters[name] = value;
        }

        if (input.Task == ModelTask.Multiclass)
        {
            parameters["num_class"] = Whole(input.Classes);
        }

        if (input.Monotone.Any(direction => direction != 0))
        {
            // "basic", the library's default, keeps whole subtrees apart and costs accuracy.
            parameters["monotone_constraints_method"] = "intermediate";
        }

        return parameters;
    }

    /// <summary>A random forest's: trees grown out, on drawn rows and, at each split, drawn columns; nothing shrunk.</summary>
    public static SortedDictionary<string, string> ForForest(LearnerInput input, int leafRows)
    {
        var parameters = For(input, leaves: 1023);
        parameters.Remove("learning_rate");
        parameters["boosting"] = "rf";
        parameters["bagging_fraction"] = "0.632";
        parameters["feature_fraction"] = "1";
        parameters["feature_fraction_bynode"] = input.Task == ModelTask.Regression ? "0.7" : "0.5";
        parameters["lambda_l2"] = "0";
        parameters["min_data_in_leaf"] = Whole(leafRows);
        parameters["min_sum_hessian_in_leaf"] = "0.1";
        foreach (var (name, value) in input.Settings)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    public static string Write(IEnumerable<KeyValuePair<string, string>> parameters, LearnerInput input)
    {
        var categories = Enumerable.Range(0, input.Columns.Count).Where(column => input.Columns[column].IsCategory);
        var text = string.Join(' ', parameters.Select(pair => $"{pair.Key}={pair.Value}"));
        var monotone = input.Monotone.Any(direction => direction != 0) ? $" monotone_constraints={string.Join(',', input.Monotone)}" : "";
        return $"{text} num_threads={Whole(input.Threads)} categorical_feature={string.Join(',', categories)}{monotone}";
    }

    private static string Whole(double value) => ((int)Math.Round(value)).ToString(CultureInfo.InvariantCulture);
}
