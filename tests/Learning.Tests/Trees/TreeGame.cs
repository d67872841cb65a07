using System.Numerics;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Tests.Trees;

/// <summary>Shapley values by their definition, over every set of columns: nothing is shared with the code under test but the split's decision.</summary>
internal static class TreeGame
{
    /// <returns>One a column, and v(∅) after them.</returns>
    public static double[] Values(DecisionTree tree, double[] row)
    {
        var columns = row.Length;
        var results = new double[columns + 1];
        var worth = new double[1 << columns];
        for (var set = 0; set < worth.Length; set++)
        {
            worth[set] = Worth(tree, row, set, tree.Splits.Length > 0 ? 0 : ~0);
        }

        for (var column = 0; column < columns; column++)
        {
            for (var set = 0; set < worth.Length; set++)
            {
                if ((set >> column & 1) == 0)
                {
                    var others = BitOperations.PopCount((uint)set);
                    var chance = Factorial(others) * Factorial(columns - others - 1) / Factorial(columns);
                    results[column] += chance * (worth[set | 1 << column] - worth[set]);
                }
            }
        }

        results[columns] = worth[0];
        return results;
    }

    private static double Worth(DecisionTree tree, double[] row, int set, int node)
    {
        if (node < 0)
        {
            return tree.Leaves[~node].Value;
        }

        var split = tree.Splits[node];
        if ((set >> split.Column & 1) != 0)
        {
            return Worth(tree, row, set, tree.SendsLeft(split, row[split.Column]) ? split.Left : split.Right);
        }

        double left = Count(tree, split.Left), right = Count(tree, split.Right);
        var share = left + right == 0 ? 0.5 : left / (left + right);
        return (share * Worth(tree, row, set, split.Left)) + ((1 - share) * Worth(tree, row, set, split.Right));
    }

    private static int Count(DecisionTree tree, int node) =>
        node < 0 ? tree.Leaves[~node].Count : Count(tree, tree.Splits[node].Left) + Count(tree, tree.Splits[node].Right);

    private static double Factorial(int number) => number <= 1 ? 1 : number * Factorial(number - 1);
}
