namespace ServerlessMlops.Learning.Trees;

/// <summary>Reads trees in LightGBM's text format, version 4 (its <c>gbdt_model_text.cpp</c> and <c>tree.cpp</c>).</summary>
internal static class LightGbmText
{
    private const string Version = "v4";

    /// <exception cref="InvalidModelFileException">The text is something else, or holds what this project never writes.</exception>
    public static TreeEnsemble Read(string text)
    {
        var (head, blocks) = Blocks(text);
        if (!head.Has("tree"))
        {
            throw head.Refused("the first line is not 'tree'");
        }

        if (head.Text("version") != Version)
        {
            throw head.Refused($"version is '{head.Text("version")}', expected '{Version}'");
        }

        var columns = head.Whole("max_feature_idx", 0, int.MaxValue - 1) + 1;
        var outputs = head.Whole("num_tree_per_iteration", 1, int.MaxValue);
        return blocks.Count > 0 && blocks.Count % outputs == 0
            ? new TreeEnsemble(columns, outputs, head.Has("average_output"), [.. blocks.Select(block => LightGbmTreeText.Read(block, columns))])
            : throw head.Refused(FormattableString.Invariant($"{blocks.Count} trees, expected a multiple of {outputs}"));
    }

    private static (TextBlock Head, List<TextBlock> Trees) Blocks(string text)
    {
        var head = new TextBlock("the head of the trees");
        var trees = new List<TextBlock>();
        var current = head;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line is "end of trees")
            {
                return (head, trees);
            }

            if (line.StartsWith("Tree=", StringComparison.Ordinal))
            {
                current = new TextBlock(FormattableString.Invariant($"tree {trees.Count}"));
                trees.Add(current);
            }
            else if (!line.IsEmpty)
            {
                current.Add(line);
            }
        }

        throw head.Refused("no line 'end of trees'");
    }
}
