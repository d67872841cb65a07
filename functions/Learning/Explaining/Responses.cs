using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>What a model answers for some rows, one series an output.</summary>
/// <remarks>Two classes: the positive one's probability, and its log-odds. Many: the probability of each. Regression: the value.</remarks>
internal static class Responses
{
    public static double[][] Of(Scorer scorer, InputTable inputs)
    {
        var margins = inputs.Margins(scorer);
        var scores = scorer.ScoresOf(margins);
        return scorer.Model.Task switch
        {
            ModelTask.Binary => [scores.Probability, margins],
            ModelTask.Multiclass =>
                [.. Enumerable.Range(0, scorer.Model.Classes.Count).Select(one => Array.ConvertAll(scores.Probabilities, row => row[one]))],
            _ => [scores.Predicted],
        };
    }
}
