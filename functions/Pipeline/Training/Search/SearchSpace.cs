namespace ServerlessMlops.Pipeline.Training.Search;

/// <summary>What a search may change, by candidate. The linear and the additive model choose their penalty themselves, on validation.</summary>
internal static class SearchSpace
{
    /// <param name="rows">Of the training part: few rows bear only small trees.</param>
    /// <returns>Empty where there is nothing to search.</returns>
    public static IReadOnlyList<SearchDimension> Of(string candidate, int rows)
    {
        var most = Math.Clamp(rows / 10.0, 8, 500);
        return candidate switch
        {
            "lightgbm" =>
            [
                new("num_leaves", 4, Math.Clamp(rows / 4.0, 16, 255), IsLog: true, IsWhole: true),
                new("learning_rate", 0.01, 0.2, IsLog: true),
                new("min_data_in_leaf", 2, most, IsLog: true, IsWhole: true),
                new("feature_fraction", 0.3, 1),
                new("bagging_fraction", 0.5, 1),
                new("lambda_l2", 0.01, 50, IsLog: true),
            ],
            "random_forest" =>
            [
                new("min_data_in_leaf", 1, most, IsLog: true, IsWhole: true),
                new("feature_fraction_bynode", 0.2, 1),
            ],
            _ => [],
        };
    }
}
