using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>The past to train on, what follows to validate, the latest to test: as the model will be used.</summary>
/// <remarks>Rows of one time go to one part. Rows without a time are trained on: in the test part they could be from the past.</remarks>
internal static class TimeSplit
{
    public static byte[] Parts(Table table, SplitSpec split)
    {
        var times = ((NumberColumn)table[split.Column!]).Values;
        var parts = new byte[table.RowCount];
        int[] dated = [.. Enumerable.Range(0, times.Length).Where(row => !double.IsNaN(times[row])).OrderBy(row => times[row])];
        var quotas = Splitter.Quotas(dated.Length, split);
        for (var place = 0; place < dated.Length; place++)
        {
            var isTied = place > 0 && times[dated[place]] == times[dated[place - 1]];
            parts[dated[place]] = isTied ? parts[dated[place - 1]]
                : (byte)(place < quotas[0] ? SplitPart.Train : place < quotas[0] + quotas[1] ? SplitPart.Validation : SplitPart.Test);
        }

        return parts;
    }
}
