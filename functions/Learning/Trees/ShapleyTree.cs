using System.Runtime.Intrinsics;

namespace ServerlessMlops.Learning.Trees;

/// <summary>A tree made ready for Shapley values. Immutable. The theory stands at <see cref="TreeShapley"/>.</summary>
internal sealed class ShapleyTree
{
    /// <summary>How a split answers: past asking, since a split before it on the same column was failed; left; right.</summary>
    public const int Answers = 3;

    /// <summary>What the table holds for an answer: the factors of the left and the right edge, and their terms.</summary>
    public const int Entries = 4;

    private readonly ShapleyNode[] _nodes;
    private readonly TreeCover _cover;

    public ShapleyTree(DecisionTree tree)
    {
        Tree = tree;
        _cover = TreeCover.Of(tree);
        _nodes = new ShapleyNode[tree.Splits.Length];
        for (var node = 0; node < _nodes.Length; node++)
        {
            _nodes[node] = ShapleyNode.Of(tree, _cover, node);
        }

        Blocks = ShapleyPoints.BlocksFor(_cover.Columns);
    }

    public DecisionTree Tree { get; }

    public ReadOnlySpan<ShapleyNode> Nodes => _nodes;

    public int Slots => _nodes.Length + Tree.Leaves.Length;

    /// <summary>Vectors of points that the deepest path needs.</summary>
    public int Blocks { get; }

    /// <inheritdoc cref="TreeCover.Mean"/>
    public double Mean => _cover.Mean;

    public int TableLength => _nodes.Length * Answers * Entries * Blocks;

    /// <summary>Computes the table: by split, answer, entry and block.</summary>
    /// <param name="points">Of <see cref="Blocks"/> vectors.</param>
    public void Fill(ShapleyPoints points, Span<Vector256<double>> table)
    {
        var width = Answers * Entries * Blocks;
        for (var node = 0; node < _nodes.Length; node++)
        {
            for (var block = 0; block < Blocks; block++)
            {
                Fill(points, block, node, table.Slice(node * width, width));
            }
        }
    }

    private void Fill(ShapleyPoints points, int block, int node, Span<Vector256<double>> table)
    {
        var (known, unknown, weight) = (points.Known[block], points.Unknown[block], points.Weight[block]);
        var before = _nodes[node].Before == 0 ? 1 : _cover.Weights[_nodes[node].Before];
        var factorBefore = (unknown * before) + known;
        var termBefore = weight * (1 - before) / factorBefore;
        var failed = -(weight / unknown) - termBefore;
        for (var side = 0; side < 2; side++)
        {
            var slot = side == 0 ? _nodes[node].Left : _nodes[node].Right;
            var (share, part) = (_cover.Shares[slot], _cover.Weights[slot]);

            // A leaf's value goes into the last factor of its path.
            var value = slot < _nodes.Length ? 1 : Tree.Leaves[slot - _nodes.Length].Value;
            var factor = (unknown * part) + known;
            var (passes, fails) = (1 + side, 2 - side);
            table[At(0, side)] = Vector256.Create(share * value);
            table[At(0, side + 2)] = Vector256<double>.Zero;
            table[At(passes, side)] = factor / factorBefore * value;
            table[At(passes, side + 2)] = (weight * (1 - part) / factor) - termBefore;
            table[At(fails, side)] = unknown * part / factorBefore * value;
            table[At(fails, side + 2)] = failed;
        }

        int At(int answer, int entry) => (((answer * Entries) + entry) * Blocks) + block;
    }
}
