using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessMlops.Learning.Trees;

/// <summary>Adds the Shapley values of one tree and one row. The theory stands at <see cref="TreeShapley"/>.</summary>
/// <remarks>Multiplies and adds one after the other, never fused: the same bits on every machine.</remarks>
internal static unsafe class ShapleyWalk
{
    /// <param name="table">Of <see cref="ShapleyTree.Fill(ShapleyPoints, Span{Vector256{double}})"/>.</param>
    /// <param name="row">One number an encoded column.</param>
    /// <param name="sums">One vector an encoded column, added to: its four numbers add up to the column's value.</param>
    public static void Add(ShapleyTree tree, Vector256<double>* table, double* row, Vector256<double>* sums, ShapleyScratch scratch)
    {
        if (tree.Blocks == 1)
        {
            Add<OneBlock>(tree, table, row, sums, scratch);
        }
        else
        {
            Add<AnyBlocks>(tree, table, row, sums, scratch);
        }
    }

    private static void Add<TBlocks>(ShapleyTree tree, Vector256<double>* table, double* row, Vector256<double>* sums, ShapleyScratch scratch)
        where TBlocks : struct, IBlocks
    {
        fixed (byte* isOpen = scratch.IsOpen, answers = scratch.Answers)
        {
            Descend<TBlocks>(tree, table, row, scratch.Products.Start, isOpen, answers);
            Ascend<TBlocks>(tree, table, sums, scratch.Products.Start, answers);
        }
    }

    /// <summary>Leaves in every slot the product of the factors from the root to it.</summary>
    private static void Descend<TBlocks>(
        ShapleyTree tree, Vector256<double>* table, double* row, Vector256<double>* products, byte* isOpen, byte* answers)
        where TBlocks : struct, IBlocks
    {
        var nodes = tree.Nodes;
        var blocks = TBlocks.Of(tree.Blocks);
        isOpen[0] = 1;
        for (var block = 0; block < blocks; block++)
        {
            products[block] = Vector256<double>.One;
        }

        for (var index = 0; index < nodes.Length; index++)
        {
            ref readonly var node = ref nodes[index];
            var answer = Answer(tree, node, index, row, isOpen);
            answers[index] = (byte)answer;
            var entry = table + (((index * ShapleyTree.Answers) + answer) * ShapleyTree.Entries * blocks);
            for (var block = 0; block < blocks; block++)
            {
                var product = products[(index * blocks) + block];
                products[(node.Left * blocks) + block] = product * entry[block];
                products[(node.Right * blocks) + block] = product * entry[blocks + block];
            }
        }
    }

    /// <summary>Turns the products into sums over the leaves below, and adds what each edge is worth.</summary>
    private static void Ascend<TBlocks>(
        ShapleyTree tree, Vector256<double>* table, Vector256<double>* sums, Vector256<double>* products, byte* answers)
        where TBlocks : struct, IBlocks
    {
        var nodes = tree.Nodes;
        var blocks = TBlocks.Of(tree.Blocks);
        for (var index = nodes.Length - 1; index >= 0; index--)
        {
            ref readonly var node = ref nodes[index];
            var entry = table + (((index * ShapleyTree.Answers) + answers[index]) * ShapleyTree.Entries * blocks) + (2 * blocks);
            for (var block = 0; block < blocks; block++)
            {
                var (left, right) = (products[(node.Left * blocks) + block], products[(node.Right * blocks) + block]);
                sums[node.Column] += (left * entry[block]) + (right * entry[blocks + block]);
                products[(index * blocks) + block] = left + right;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Answer(ShapleyTree tree, in ShapleyNode node, int index, double* row, byte* isOpen)
    {
        var value = row[node.Column];
        var isLeft = node.IsPlain
            ? value <= node.Threshold | (double.IsNaN(value) & node.NanGoesLeft)
            : tree.Tree.SendsLeft(tree.Tree.Splits[index], value);
        var (open, left) = (isOpen[node.Before], isLeft ? 1 : 0);
        isOpen[node.Left] = (byte)(open & left);
        isOpen[node.Right] = (byte)(open & (1 - left));
        return open * (2 - left);
    }

    /// <summary>Blocks of a tree; where they are known to the compiler, its loop over them goes.</summary>
    private interface IBlocks
    {
        static abstract int Of(int blocks);
    }

    private readonly struct OneBlock : IBlocks
    {
        public static int Of(int blocks) => 1;
    }

    private readonly struct AnyBlocks : IBlocks
    {
        public static int Of(int blocks) => blocks;
    }
}
