using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace ServerlessMlops.Learning.Trees;

/// <summary>Exact Shapley values of trees, path-dependent (Lundberg et al. 2020, algorithm 2). Immutable and thread-safe.</summary>
/// <remarks>
/// <para>
/// The game: a row's columns S are known, and at a split on another column every way is gone with its share of the training rows. Of one
/// leaf it is a product, v(S) = value · Π_{j∈S} oⱼ · Π_{j∉S} zⱼ over the columns j of its path: oⱼ is 1 where the row passes all splits on j,
/// else 0, and zⱼ the product of the shares there. The Shapley value of a product is an integral (Owen 1972, multilinear extension):
/// φᵢ = value · ∫₀¹ (oᵢ − zᵢ) · Π_{j≠i} fⱼ(t) dt with fⱼ(t) = (1 − t)·zⱼ + t·oⱼ, a polynomial of degree m − 1 for m columns, which
/// ⌈m / 2⌉ points of Gauss and Legendre give exactly. No factor is negative, and no small number is divided by.
/// </para>
/// <para>
/// So one walk down carries Π fⱼ(tₖ) for a few tₖ, and one walk up sums value · Π fⱼ over the leaves below (as Linear TreeSHAP, Yu et al. 2022,
/// does with polynomials): an edge that asks for column i adds ∫ (oᵢ − zᵢ) / fᵢ of the sum that comes up through it, and takes back what the
/// edge before it on the same column added too much. Factors and quotients depend on the row only by whether an edge is passed: they are
/// computed once a tree. For a failed edge (oᵢ − zᵢ) / fᵢ is −1 / (1 − t), whatever zᵢ is.
/// </para>
/// <para>
/// Worked example: a ≤ 2.5 (7 of 10 rows), there b = 1 (5 of 7) gives 1, else 4; a > 2.5 gives 2. A row passes both. v(∅) = 1.9, v(a) = 13/7,
/// v(b) = 1.3, v(a, b) = 1, so φₐ = ((13/7 − 1.9) + (1 − 1.3)) / 2 = −0.171429 and φ_b = ((1.3 − 1.9) + (1 − 13/7)) / 2 = −0.728571.
/// </para>
/// </remarks>
internal sealed unsafe class TreeShapley
{
    /// <summary>
    /// Vectors of tables that are kept (4 MB). Of trees beyond, a table is computed for each chunk of rows, be it one row: that takes less time
    /// than to fetch it from memory (decision 0431).
    /// </summary>
    private const int KeptVectors = 1 << 17;

    /// <summary>Vectors of sums that a chunk of rows may take (32 KB): a tree's table is used for all rows of a chunk while it is near.</summary>
    private const int ChunkVectors = 1 << 10;

    /// <summary>Most rows of a chunk.</summary>
    private const int ChunkRows = 64;

    private readonly ShapleyTree[] _trees;
    private readonly AlignedVectors?[] _kept;
    private readonly ShapleyPoints[] _points;
    private readonly double[] _base;
    private readonly double _factor;
    private readonly int _chunk;
    private readonly ConcurrentBag<ShapleyScratch> _idle = [];

    public TreeShapley(TreeEnsemble ensemble, int keptVectors = KeptVectors)
    {
        (Columns, Outputs, _factor) = (ensemble.Columns, ensemble.Outputs, ensemble.Factor);
        _trees = [.. ensemble.Trees.Select(tree => new ShapleyTree(tree))];
        _points = [.. Enumerable.Range(1, _trees.Max(tree => tree.Blocks)).Select(blocks => new ShapleyPoints(blocks))];
        _chunk = Math.Clamp(ChunkVectors / (Outputs * Columns), 1, ChunkRows);
        _base = new double[Outputs];
        _kept = new AlignedVectors?[_trees.Length];
        for (var index = 0; index < _trees.Length; index++)
        {
            var tree = _trees[index];
            _base[index % Outputs] += tree.Mean;
            if (tree.TableLength <= keptVectors)
            {
                keptVectors -= tree.TableLength;
                _kept[index] = Fill(tree, new AlignedVectors(tree.TableLength));
            }
        }
    }

    /// <summary>Encoded columns a row.</summary>
    public int Columns { get; }

    /// <inheritdoc cref="TreeEnsemble.Outputs"/>
    public int Outputs { get; }

    /// <summary>Numbers a row gives: for each output one a column and the base value after them.</summary>
    public int Width => Outputs * (Columns + 1);

    /// <summary>The contributions of some rows, in units of the margin: those of a row and output sum to its margin. The same bits whatever the
    /// number of rows and threads.</summary>
    /// <param name="values">Row by row, <see cref="Columns"/> numbers each; NaN is missing.</param>
    /// <param name="results">Takes <see cref="Width"/> numbers a row.</param>
    /// <param name="threads">Most threads to use, at least 1.</param>
    public void Contributions(ReadOnlySpan<double> values, Span<double> results, int threads)
    {
        var rows = values.Length / Columns;
        if (values.Length % Columns != 0 || results.Length != (long)rows * Width)
        {
            throw new ArgumentException($"Seen {values.Length} values and room for {results.Length}, expected multiples of {Columns} and {Width}.");
        }

        fixed (double* value = values, result = results)
        {
            var chunks = (rows + _chunk - 1) / _chunk;
            if (chunks > 1 && threads > 1)
            {
                Chunks(value, result, chunks, rows, threads);
                return;
            }

            for (var chunk = 0; chunk < chunks; chunk++)
            {
                Chunk(value, result, chunk, rows);
            }
        }
    }

    /// <summary>Apart, so that one row makes no closure.</summary>
    private void Chunks(double* values, double* results, int chunks, int rows, int threads) => Parallel.For(
        0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk => Chunk(values, results, chunk, rows));

    private void Chunk(double* values, double* results, int chunk, int rows)
    {
        var (start, count) = (chunk * _chunk, Math.Min(_chunk, rows - (chunk * _chunk)));
        var scratch = _idle.TryTake(out var idle) ? idle : NewScratch();
        var sums = scratch.Sums.Start;
        scratch.Sums.Span[..(count * Outputs * Columns)].Clear();
        for (var index = 0; index < _trees.Length; index++)
        {
            var tree = _trees[index];
            var table = _kept[index] ?? Fill(tree, scratch.Table);
            for (var row = 0; row < count; row++)
            {
                var target = sums + (((row * Outputs) + (index % Outputs)) * Columns);
                ShapleyWalk.Add(tree, table.Start, values + ((long)(start + row) * Columns), target, scratch);
            }

            GC.KeepAlive(table);
        }

        for (var row = 0; row < count; row++)
        {
            Gather(sums + (row * Outputs * Columns), new Span<double>(results + ((long)(start + row) * Width), Width));
        }

        _idle.Add(scratch);
    }

    private void Gather(Vector256<double>* sums, Span<double> results)
    {
        for (var output = 0; output < Outputs; output++)
        {
            var target = results.Slice(output * (Columns + 1), Columns + 1);
            for (var column = 0; column < Columns; column++)
            {
                var sum = sums[(output * Columns) + column];
                var half = sum.GetLower() + sum.GetUpper();
                target[column] = (half[0] + half[1]) * _factor;
            }

            target[Columns] = _base[output] * _factor;
        }
    }

    private AlignedVectors Fill(ShapleyTree tree, AlignedVectors table)
    {
        tree.Fill(_points[tree.Blocks - 1], table.Span);
        return table;
    }

    private ShapleyScratch NewScratch() => new(
        _trees.Max(tree => tree.Slots),
        _trees.Max(tree => tree.Slots * tree.Blocks),
        _trees.Where((_, index) => _kept[index] is null).Select(tree => tree.TableLength).DefaultIfEmpty().Max(),
        _chunk * Outputs * Columns);
}
