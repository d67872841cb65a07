using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>What counterfactuals may change, fitted on the training rows and saved in the model file.</summary>
/// <param name="Inputs">In the transform's order.</param>
/// <param name="Fixed">The other inputs of the transform.</param>
public sealed record ActionSpace(IReadOnlyList<ActionableInput> Inputs, IReadOnlyList<FixedInput> Fixed);

/// <summary>One input that may change.</summary>
/// <param name="Grid">Numbers and dates: what it may change to, ascending, within the bounds; empty where there is a step.</param>
/// <param name="Min">Numbers and dates: the bounds.</param>
/// <param name="Step">From the row's own value; null where there is a grid.</param>
/// <param name="Scale">Numbers and dates: the spread in the training rows, above 0; a change is counted in it.</param>
/// <param name="Levels">Categories: those of the training rows, the most frequent first.</param>
public sealed record ActionableInput(
    string Name, ColumnKind Kind, ActionDirection Direction, IReadOnlyList<double> Grid, double? Min, double? Max, double? Step, double? Scale,
    IReadOnlyList<string> Levels);
