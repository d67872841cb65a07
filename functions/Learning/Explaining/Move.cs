using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>One input of one row set to another value.</summary>
/// <param name="Input">Its place in the transform's inputs.</param>
/// <param name="Distance">In units of the input's spread; 1 for a category.</param>
internal sealed record Move(int Input, FeatureValue Value, string To, double Distance)
{
    /// <summary>Steps in each direction.</summary>
    private const int MaximumSteps = 40;

    /// <summary>What one input may be set to, the nearest first; nothing where the row does not give it, for it is not known what would change.</summary>
    public static IReadOnlyList<Move> Of(ActionableInput action, int input, FeatureValue now) => action.Scale is { } scale
        ? double.IsNaN(now.Number) ? [] :
        [
            .. Values(action, now.Number)
                .Where(value => value >= action.Min && value <= action.Max && value != now.Number)
                .Where(value => action.Direction == ActionDirection.Any || value > now.Number == (action.Direction == ActionDirection.Increase))
                .Select(value => new Move(input, new FeatureValue(value, null), NumberColumn.Format(action.Kind, value), Math.Abs(value - now.Number) / scale))
                .OrderBy(move => move.Distance)
                .ThenBy(move => move.Value.Number),
        ]
        : action.Kind == ColumnKind.Boolean
        ? double.IsNaN(now.Number) ? [] : [new Move(input, new FeatureValue(1 - now.Number, null), now.Number == 1 ? "false" : "true", 1)]
        : now.Text is null ? []
        : [.. action.Levels.Where(level => level != now.Text).Select(level => new Move(input, new FeatureValue(double.NaN, level), level, 1))];

    private static IEnumerable<double> Values(ActionableInput action, double now) => action.Step is { } step
        ? Enumerable.Range(1, MaximumSteps).SelectMany(times => new[] { now - (times * step), now + (times * step) })
        : action.Grid;
}
