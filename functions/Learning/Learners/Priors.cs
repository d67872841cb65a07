using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Learners;

/// <summary>What is known of the target before any feature is looked at.</summary>
internal static class Priors
{
    /// <summary>A class without a row counts as so many: a margin stays finite.</summary>
    private const double LeastRows = 0.5;

    /// <returns>One margin an output.</returns>
    public static double[] Margins(LearnerInput input)
    {
        var rows = input.Train;
        if (input.Task == ModelTask.Regression)
        {
            return [rows.Targets.Sum(target => target / rows.Count)];
        }

        var weights = new double[input.Classes];
        for (var row = 0; row < rows.Count; row++)
        {
            weights[(int)rows.Targets[row]] += rows.Weight(row);
        }

        var logs = Array.ConvertAll(weights, weight => Math.Log(Math.Max(weight, LeastRows)));
        var total = Math.Log(weights.Sum(weight => Math.Max(weight, LeastRows)));
        return input.Task == ModelTask.Binary ? [logs[1] - logs[0]] : Array.ConvertAll(logs, log => log - total);
    }
}
