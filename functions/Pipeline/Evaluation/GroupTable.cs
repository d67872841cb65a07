using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The groups of one protected attribute, or of several crossed.</summary>
/// <param name="Name">e.g. <c>Age</c> or <c>Age × Sex</c>.</param>
/// <param name="Crossed">The attributes; null for one alone.</param>
/// <param name="Of">By cell: the group.</param>
internal sealed record GroupTable(string Name, IReadOnlyList<string>? Crossed, IReadOnlyList<string> Names, int[] Of);

/// <summary>Every combination of groups that occurs is a cell, so that one pass over the rows serves all tables.</summary>
/// <param name="Cell">Of each row.</param>
/// <param name="Cells">How many there are.</param>
/// <param name="Tables">Each attribute, then each pair, then all of three.</param>
internal sealed record GroupTables(int[] Cell, int Cells, IReadOnlyList<GroupTable> Tables)
{
    public static GroupTables Of(IReadOnlyList<GroupedAttribute> attributes)
    {
        var cell = new int[attributes.Count == 0 ? 0 : attributes[0].Group.Length];
        var members = new List<int[]> { Array.Empty<int>() };
        foreach (var attribute in attributes)
        {
            var (known, next) = (new Dictionary<(int, int), int>(), new List<int[]>());
            for (var row = 0; row < cell.Length; row++)
            {
                var key = (cell[row], attribute.Group[row]);
                if (!known.TryGetValue(key, out var place))
                {
                    known.Add(key, place = next.Count);
                    next.Add([.. members[key.Item1], key.Item2]);
                }

                cell[row] = place;
            }

            members = next;
        }

        int[] all = [.. Enumerable.Range(0, attributes.Count)];
        var crossings = all.SelectMany(one => all.Where(other => other > one).Select(other => new[] { one, other }));
        int[][] chosen = [.. all.Select(one => new[] { one }), .. crossings, .. attributes.Count == 3 ? new[] { all } : []];
        return new(cell, members.Count, [.. chosen.Select(which => Table(attributes, which, members))]);
    }

    /// <summary>Groups in the order of the first attribute, then of the next; only those that occur.</summary>
    private static GroupTable Table(IReadOnlyList<GroupedAttribute> attributes, int[] which, List<int[]> members)
    {
        if (which is [var alone])
        {
            return new(attributes[alone].Attribute, null, attributes[alone].Names, [.. members.Select(member => member[alone])]);
        }

        var keys = members.Select(member => which.Aggregate(0L, (key, one) => (key * attributes[one].Names.Count) + member[one])).ToArray();
        long[] occurring = [.. keys.Distinct().Order()];
        var names = occurring.Select(key => Array.IndexOf(keys, key))
            .Select(first => CrossedName.Of(which.Select(one => attributes[one].Names[members[first][one]])));
        string[] crossed = [.. which.Select(one => attributes[one].Attribute)];
        return new(CrossedName.Of(crossed), crossed, [.. names], Array.ConvertAll(keys, key => Array.BinarySearch(occurring, key)));
    }
}
