using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Tests.Trees;

/// <summary>Trees grown by chance: columns come again on a path, and some leaves have no training row.</summary>
internal static class RandomTree
{
    public static DecisionTree Grow(Random random, int leaves, int columns)
    {
        var splits = new TreeSplit[leaves - 1];
        var places = new List<(int Node, bool IsLeft)>();
        for (var node = 0; node < splits.Length; node++)
        {
            var place = node == 0 ? -1 : random.Next(places.Count);
            Attach(splits, places, place, node);
            splits[node] = Number(random.Next(columns), random.Next(-2, 3), random.Next(2) == 0);
            places.AddRange([(node, true), (node, false)]);
        }

        for (var leaf = 0; leaf < leaves; leaf++)
        {
            Attach(splits, places, places.Count - 1, ~leaf);
        }

        return new DecisionTree(splits, [.. Enumerable.Range(0, leaves).Select(_ => Leaf(random))], []);
    }

    /// <summary>A path that asks for one column after the other: each leaf but the last hangs on it.</summary>
    public static DecisionTree Chain(Random random, int columns) => new(
        [.. Enumerable.Range(0, columns).Select(node => Number(node, 0, false) with { Left = ~node, Right = node + 1 == columns ? ~columns : node + 1 })],
        [.. Enumerable.Range(0, columns + 1).Select(_ => Leaf(random) with { Count = 1 + random.Next(20) })],
        []);

    private static TreeLeaf Leaf(Random random) => new(random.NextDouble() - 0.5, random.Next(4) == 0 ? 0 : random.Next(50));

    private static void Attach(TreeSplit[] splits, List<(int Node, bool IsLeft)> places, int place, int child)
    {
        if (place >= 0)
        {
            var (node, isLeft) = places[place];
            places.RemoveAt(place);
            splits[node] = isLeft ? splits[node] with { Left = child } : splits[node] with { Right = child };
        }
    }

    private static TreeSplit Number(int column, double threshold, bool missingGoesLeft) => new()
    {
        Column = column,
        IsCategory = false,
        Threshold = threshold,
        Missing = MissingKind.NaN,
        MissingGoesLeft = missingGoesLeft,
        FirstWord = 0,
        Words = 0,
        Left = 0,
        Right = 0,
    };
}
