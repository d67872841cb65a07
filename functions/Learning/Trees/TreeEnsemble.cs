using System.Collections.Immutable;

namespace ServerlessMlops.Learning.Trees;

/// <summary>The trees of a model. Immutable and thread-safe.</summary>
/// <param name="Columns">Encoded columns a row.</param>
/// <param name="Outputs">Margins a row: the number of classes for multiclass, else 1.</param>
/// <param name="IsAverage">Whether a margin is the mean of its trees (a random forest), and not their sum.</param>
/// <param name="Trees">Round by round, one tree an output: tree i adds to the margin i % <paramref name="Outputs"/>.</param>
internal sealed record TreeEnsemble(int Columns, int Outputs, bool IsAverage, ImmutableArray<DecisionTree> Trees)
{
    /// <summary>How often each output has a tree.</summary>
    public int Rounds => Trees.Length / Outputs;

    /// <summary>What the sum of an output's trees is multiplied by.</summary>
    public double Factor => IsAverage ? 1.0 / Rounds : 1;
}
