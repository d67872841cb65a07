using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessMlops.Learning.Trees;

/// <summary>Margins of trees, to the bit those of LightGBM. Immutable and thread-safe; a row takes no memory.</summary>
/// <remarks>
/// Four trees are walked at once, step by step, without a branch on what a split says: the processor guesses half of those wrong, and waits for
/// memory where it walks one tree after the other. Who is at a leaf stays there.
/// </remarks>
internal sealed class TreeMargins
{
    private const int Together = 4;

    /// <summary>Rows that a thread takes at a time.</summary>
    private const int ChunkRows = 256;

    private readonly MarginNode[] _nodes;

    /// <summary>By node: a leaf's value.</summary>
    private readonly double[] _values;

    /// <summary>By node: the tree, and the split of it.</summary>
    private readonly (DecisionTree Tree, int Split)[] _splits;

    /// <summary>By tree, made up to whole groups of trees that add nothing.</summary>
    private readonly int[] _roots;

    private readonly int _trees;
    private readonly double _factor;

    public TreeMargins(TreeEnsemble ensemble)
    {
        (Columns, Outputs, _factor, _trees) = (ensemble.Columns, ensemble.Outputs, ensemble.Factor, ensemble.Trees.Length);
        var nodes = new List<MarginNode>();
        var values = new List<double>();
        var splits = new List<(DecisionTree, int)>();
        _roots = new int[(_trees + Together - 1) / Together * Together];
        for (var index = 0; index < _trees; index++)
        {
            _roots[index] = nodes.Count;
            Append(ensemble.Trees[index], nodes, values, splits);
        }

        _roots.AsSpan(_trees).Fill(nodes.Count);
        Append(new DecisionTree([], [default], []), nodes, values, splits);
        (_nodes, _values, _splits) = ([.. nodes], [.. values], [.. splits]);
    }

    /// <summary>Encoded columns a row.</summary>
    public int Columns { get; }

    /// <inheritdoc cref="TreeEnsemble.Outputs"/>
    public int Outputs { get; }

    /// <param name="values">Row by row, <see cref="Columns"/> numbers each; NaN is missing.</param>
    /// <param name="results">Takes <see cref="Outputs"/> numbers a row.</param>
    /// <param name="threads">Most threads to use, at least 1.</param>
    public unsafe void Margins(ReadOnlySpan<double> values, Span<double> results, int threads)
    {
        var rows = values.Length / Columns;
        if (values.Length % Columns != 0 || results.Length != (long)rows * Outputs)
        {
            throw new ArgumentException($"Seen {values.Length} values and room for {results.Length}, expected multiples of {Columns} and {Outputs}.");
        }

        if (threads <= 1 || rows <= ChunkRows)
        {
            Rows(values, results);
        }
        else
        {
            fixed (double* value = values, result = results)
            {
                Chunks(value, result, rows, threads);
            }
        }
    }

    /// <summary>Apart, so that one row makes no closure.</summary>
    private unsafe void Chunks(double* values, double* results, int rows, int threads) =>
        Parallel.For(0, (rows + ChunkRows - 1) / ChunkRows, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk =>
        {
            var (start, count) = ((long)chunk * ChunkRows, Math.Min(ChunkRows, rows - (chunk * ChunkRows)));
            Rows(new(values + (start * Columns), count * Columns), new(results + (start * Outputs), count * Outputs));
        });

    private void Rows(ReadOnlySpan<double> values, Span<double> results)
    {
        for (var row = 0; row < results.Length / Outputs; row++)
        {
            Row(values.Slice(row * Columns, Columns), results.Slice(row * Outputs, Outputs));
        }
    }

    private void Row(ReadOnlySpan<double> row, Span<double> margins)
    {
        margins.Clear();
        ref var value = ref MemoryMarshal.GetReference(row);
        var output = 0;
        for (var tree = 0; tree < _trees; tree += Together)
        {
            var (a, b, c, d) = (_roots[tree], _roots[tree + 1], _roots[tree + 2], _roots[tree + 3]);
            int moved;
            do
            {
                var (nextA, nextB, nextC, nextD) = (Next(a, ref value), Next(b, ref value), Next(c, ref value), Next(d, ref value));
                moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d);
                (a, b, c, d) = (nextA, nextB, nextC, nextD);
            }
            while (moved != 0);

            foreach (var leaf in (ReadOnlySpan<int>)[a, b, c, d])
            {
                margins[output] += _values[leaf];
                output = output + 1 == Outputs ? 0 : output + 1;
            }
        }

        foreach (ref var margin in margins)
        {
            margin *= _factor;
        }
    }

    /// <summary>Breadth first: what is asked of most rows lies together.</summary>
    private static void Append(DecisionTree tree, List<MarginNode> nodes, List<double> values, List<(DecisionTree Tree, int Split)> splits)
    {
        var first = nodes.Count;
        var order = new List<int> { tree.Splits.Length > 0 ? 0 : ~0 };
        for (var place = 0; place < order.Count; place++)
        {
            var node = order[place];
            if (node < 0)
            {
                nodes.Add(MarginNode.Leaf(first + place));
            }
            else
            {
                nodes.Add(MarginNode.Of(tree.Splits[node], first + order.Count));
                order.AddRange([tree.Splits[node].Left, tree.Splits[node].Right]);
            }

            values.Add(node < 0 ? tree.Leaves[~node].Value : 0);
            splits.Add((tree, node));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(int index, ref double row)
    {
        // Trees are checked when they are read, so that every index lies inside.
        ref readonly var node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), index);
        var value = Unsafe.Add(ref row, node.Column & MarginNode.ColumnBits);
        var left = (node.Column & MarginNode.IsOther) == 0
            ? value <= node.Threshold | (double.IsNaN(value) & (node.Column & MarginNode.NanGoesLeft) != 0)
            : Ask(index, value);
        return node.Next + (left ? 0 : 1);
    }

    private bool Ask(int index, double value)
    {
        var (tree, split) = _splits[index];
        return tree.SendsLeft(tree.Splits[split], value);
    }
}
