using System.Text.Json;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>
/// Finds the smallest change of a row that is answered as wanted: as few inputs as can be, and of so many the least sum of distances
/// (Wachter, Mittelstadt and Russell, Harvard J. Law Technol. 31 (2018) 841–887).
/// </summary>
/// <remarks>Deterministic, with bounded work; what it answers was scored again as any other row. docs/explanations.md tells the search.</remarks>
public static class Counterfactuals
{
    /// <param name="row">One that <see cref="Scorer.Predict"/> takes.</param>
    /// <param name="goal">Without a fault for this model: see <see cref="Goal.Fault"/>.</param>
    /// <exception cref="ArgumentException">The row cannot be scored.</exception>
    public static Counterfactual Of(Scorer scorer, IReadOnlyDictionary<string, JsonElement> row, Goal goal)
    {
        var now = scorer.Read(row) is { } read && scorer.Predict(row) is PredictOutcome.Predicted { Prediction: var prediction }
            ? (Values: read, Prediction: prediction)
            : throw new ArgumentException("Seen a row that cannot be scored; expected one that can.", nameof(row));
        var wanted = goal.For(scorer.Model, now.Prediction);
        var space = scorer.Model.Actions ?? new ActionSpace([], []);
        var answer = new Counterfactual(
            wanted.Sentence(scorer.Model), [], null, null, null, "not searched", [.. space.Inputs.Select(input => input.Name)], space.Fixed);
        if (wanted.IsMet(now.Prediction))
        {
            return answer with { NoneBecause = "the prediction is that already" };
        }

        var search = new CounterfactualSearch(scorer, now.Values, wanted, Moves(scorer, space, now.Values));
        return scorer.Model.Actions is null ? answer with { NoneBecause = "the model file does not say what may change: it is of before counterfactuals, or was made elsewhere" }
            : search.Find() is not { } found
                ? answer with { Method = search.Method, NoneBecause = search.NoneBecause }
                : Verified(scorer, row, now.Values, wanted, answer with { Method = search.Method }, found);
    }

    private static IReadOnlyList<Move>[] Moves(Scorer scorer, ActionSpace space, FeatureValue[] now)
    {
        var places = scorer.Model.Transform.Inputs.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        return [.. space.Inputs.Select(action => Move.Of(action, places[action.Name], now[places[action.Name]])).Where(moves => moves.Count > 0)];
    }

    /// <summary>Scores the changed row as a client would ask for it.</summary>
    private static Counterfactual Verified(
        Scorer scorer, IReadOnlyDictionary<string, JsonElement> row, FeatureValue[] now, Goal wanted, Counterfactual answer, IReadOnlyList<Move> found)
    {
        var inputs = scorer.Model.Transform.Inputs;
        var changed = new Dictionary<string, JsonElement>(row);
        foreach (var move in found)
        {
            changed[inputs[move.Input].Name] = inputs[move.Input].Kind switch
            {
                ColumnKind.Number => JsonSerializer.SerializeToElement(move.Value.Number),
                ColumnKind.Boolean => JsonSerializer.SerializeToElement(move.Value.Number == 1),
                _ => JsonSerializer.SerializeToElement(move.To),
            };
        }

        return scorer.Predict(changed) is PredictOutcome.Predicted { Prediction: var again } && wanted.IsMet(again)
            ? answer with
            {
                Changes =
                [
                    .. found.OrderByDescending(move => move.Distance).ThenBy(move => move.Input)
                        .Select(move => new ValueChange(inputs[move.Input].Name, Text(inputs[move.Input], now[move.Input]), move.To, move.Distance)),
                ],
                Score = again.Score,
                Label = again.Label,
                Distance = found.Sum(move => move.Distance),
            }
            : answer with { NoneBecause = "the change that was found did not hold when it was scored again" };
    }

    private static string Text(InputColumn input, FeatureValue value) => input.IsText ? value.Text! : NumberColumn.Format(input.Kind, value.Number);
}
