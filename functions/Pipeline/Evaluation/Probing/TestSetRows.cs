using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Parts of a test set.</summary>
public static class TestSetRows
{
    /// <param name="places">Of the rows within the test set.</param>
    public static TestSet Take(this TestSet test, int[] places) => test with
    {
        Actual = test.Task == ModelTask.Regression ? [] : Of(test.Actual, places),
        ActualValue = test.Task == ModelTask.Regression ? Of(test.ActualValue, places) : [],
        Probability = test.Task == ModelTask.Binary ? Of(test.Probability, places) : [],
        Probabilities = test.Task == ModelTask.Multiclass ? Of(test.Probabilities, places) : [],
        Predicted = test.Task == ModelTask.Regression ? Of(test.Predicted, places) : [],
        Groups = [.. test.Groups.Select(grouped => grouped with { Group = Of(grouped.Group, places) })],
    };

    /// <summary>Where a condition holds.</summary>
    internal static int[] Places(bool[] member) => [.. Enumerable.Range(0, member.Length).Where(place => member[place])];

    internal static T[] Of<T>(T[] all, int[] places) => Array.ConvertAll(places, place => all[place]);
}
