using ServerlessMlops.Learning.Native;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Encoded rows as the library takes them.</summary>
internal static class LightGbmRows
{
    /// <param name="bins">The data whose bins are used again; null: bins are made from these rows.</param>
    public static LightGbmDataset Load(EncodedRows rows, LearnerInput input, string parameters, LightGbmDataset? bins)
    {
        var labels = Array.ConvertAll(rows.Targets, target => (float)target);
        var dataset = LightGbmDataset.Create(rows.Values, input.Columns.Count, labels, parameters, bins);
        dataset.NameColumns(input.Columns.Count);
        if (rows.Weights is { } weights)
        {
            dataset.Weigh(Array.ConvertAll(weights, weight => (float)weight));
        }

        return dataset;
    }
}
