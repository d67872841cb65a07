namespace ServerlessMlops.Learning.Trees;

/// <summary>Memory in which one thread at a time computes.</summary>
internal sealed class ShapleyScratch(int slots, int products, int table, int sums)
{
    /// <summary>The blocks of every slot of a tree.</summary>
    public AlignedVectors Products { get; } = new(products);

    /// <summary>Of a tree whose table is not kept.</summary>
    public AlignedVectors Table { get; } = new(table);

    /// <summary>One vector a row, output and column.</summary>
    public AlignedVectors Sums { get; } = new(sums);

    /// <summary>A slot's 1 where the row passes every split before it on the slot's own column, else 0.</summary>
    public byte[] IsOpen { get; } = new byte[slots];

    /// <summary>One a split; see <see cref="ShapleyTree.Answers"/>.</summary>
    public byte[] Answers { get; } = new byte[slots];
}
