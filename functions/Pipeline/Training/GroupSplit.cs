using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>All rows of one group, such as a customer, in one part: the model is tested on groups that it never met.</summary>
/// <remarks>Rows without a group are each one of their own; copies of a row stay together. Groups are drawn by the seed, large ones first.</remarks>
internal static class GroupSplit
{
    public static byte[] Parts(Table table, SplitSpec split)
    {
        var sets = Splitter.Together(table, split);
        new SeededShuffle(split.Seed).Shuffle(sets.AsSpan());
        var parts = new byte[table.RowCount];
        Splitter.Fill(sets, split, parts);
        return parts;
    }
}
