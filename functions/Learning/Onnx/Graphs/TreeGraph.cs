using System.Runtime.InteropServices;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>The margins of trees: one TreeEnsemble operator (ai.onnx.ml 5), in doubles as LightGBM's own.</summary>
/// <remarks>
/// A number goes left at or below its threshold; a category where it is a member of the left ones; a missing number as LightGBM's missing type
/// says. See docs/decisions/0445.
/// </remarks>
internal sealed class TreeGraph
{
    private const byte AtOrBelow = 0;
    private const byte Member = 6;

    private readonly List<long> _roots = [];
    private readonly List<long> _columns = [];
    private readonly List<double> _splits = [];
    private readonly List<byte> _modes = [];
    private readonly List<double> _members = [];
    private readonly List<long> _missingGoesLeft = [];
    private readonly List<long> _left = [];
    private readonly List<long> _leftIsLeaf = [];
    private readonly List<long> _right = [];
    private readonly List<long> _rightIsLeaf = [];
    private readonly List<double> _leaves = [];
    private readonly List<long> _outputs = [];

    private TreeGraph()
    {
    }

    /// <summary>Why trees cannot be written as the operator; null where they can.</summary>
    public static string? Unexpressible(TreeEnsemble trees)
    {
        foreach (var tree in trees.Trees)
        {
            foreach (var split in tree.Splits)
            {
                if (!split.IsCategory && split.Missing == MissingKind.Zero && split.SendsLeft(0) != 0 <= split.Threshold)
                {
                    return "its trees take 0 for a missing number, and send it elsewhere than its neighbours";
                }
            }
        }

        return null;
    }

    /// <param name="encoded">[rows, columns].</param>
    /// <returns>[rows, outputs].</returns>
    public static string Add(GraphBuilder graph, TreeEnsemble trees, string encoded)
    {
        var nodes = new TreeGraph();
        var bases = new double[trees.Outputs];
        foreach (var (index, tree) in trees.Trees.Index())
        {
            if (tree.Splits.Length > 0)
            {
                nodes.Add(tree, index % trees.Outputs);
            }
            else
            {
                // The operator knows no tree that asks nothing.
                bases[index % trees.Outputs] += tree.Leaves[0].Value;
            }
        }

        var sum = nodes._roots.Count > 0
            ? graph.Node("TreeEnsemble", [encoded], nodes.Attributes(trees.Outputs), OnnxModel.MachineLearning)
            : ConstantGraph.Add(graph, new double[trees.Outputs], encoded);
        if (bases.Any(value => value != 0))
        {
            sum = graph.Node("Add", sum, graph.Constant(bases, 1, bases.Length));
        }

        return trees.Factor == 1 ? sum : graph.Node("Mul", sum, graph.Constant(trees.Factor));
    }

    private void Add(DecisionTree tree, int output)
    {
        var (firstSplit, firstLeaf) = (_columns.Count, _leaves.Count);
        _roots.Add(firstSplit);
        foreach (var split in tree.Splits)
        {
            _columns.Add(split.Column);
            _modes.Add(split.IsCategory ? Member : AtOrBelow);
            _splits.Add(split.IsCategory ? 0 : split.Threshold);
            _missingGoesLeft.Add(!split.IsCategory && split.SendsLeft(double.NaN) ? 1 : 0);
            Child(split.Left, _left, _leftIsLeaf);
            Child(split.Right, _right, _rightIsLeaf);
            if (split.IsCategory)
            {
                _members.AddRange([.. tree.LeftCategories(split).Select(code => (double)code), double.NaN]);
            }
        }

        foreach (var leaf in tree.Leaves)
        {
            _leaves.Add(leaf.Value);
            _outputs.Add(output);
        }

        void Child(int child, List<long> indices, List<long> areLeaves)
        {
            indices.Add(child < 0 ? firstLeaf + ~child : firstSplit + child);
            areLeaves.Add(child < 0 ? 1 : 0);
        }
    }

    private OnnxAttribute[] Attributes(int outputs)
    {
        OnnxAttribute.Tensor Numbers(string name, List<double> values) =>
            new(name, OnnxTensor.Of("", CollectionsMarshal.AsSpan(values).ToArray(), values.Count));
        OnnxAttribute[] all =
        [
            new OnnxAttribute.Whole("n_targets", outputs),
            new OnnxAttribute.Wholes("tree_roots", _roots),
            new OnnxAttribute.Wholes("nodes_featureids", _columns),
            new OnnxAttribute.Tensor("nodes_modes", OnnxTensor.Of("", _modes.ToArray(), _modes.Count)),
            Numbers("nodes_splits", _splits),
            new OnnxAttribute.Wholes("nodes_missing_value_tracks_true", _missingGoesLeft),
            new OnnxAttribute.Wholes("nodes_truenodeids", _left),
            new OnnxAttribute.Wholes("nodes_trueleafs", _leftIsLeaf),
            new OnnxAttribute.Wholes("nodes_falsenodeids", _right),
            new OnnxAttribute.Wholes("nodes_falseleafs", _rightIsLeaf),
            Numbers("leaf_weights", _leaves),
            new OnnxAttribute.Wholes("leaf_targetids", _outputs),
        ];
        return _members.Count == 0 ? all : [.. all, Numbers("membership_values", _members)];
    }
}
