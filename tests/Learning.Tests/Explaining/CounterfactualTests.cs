using System.Text.Json;
using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Explaining;

public sealed class CounterfactualTests
{
    [Theory]
    [InlineData(Trainer.LightGbm)]
    [InlineData(Trainer.Linear)]
    public void What_is_found_holds_when_it_is_scored_again_and_keeps_within_the_bounds(string candidate)
    {
        var input = Samples.Credit(candidate);
        using var scorer = Scorer.Load(Samples.Trained("credit", candidate).ToBytes());
        var found = 0;
        foreach (var row in Declined(scorer, input).Take(12))
        {
            var json = ScorerTests.Json(input, row);
            var answer = Counterfactuals.Of(scorer, json, new Goal());
            Assert.Equal(MlopsJson.Write(answer), MlopsJson.Write(Counterfactuals.Of(scorer, json, new Goal())));
            Assert.Equal("the label good", answer.Wanted);
            if (answer.NoneBecause is null)
            {
                found++;
                var again = ScorerTests.Predicted(scorer, Changed(json, answer));
                Assert.Equal(("good", answer.Score), (again.Label, again.Score));
                Assert.Equal(answer.Distance!.Value, answer.Changes.Sum(change => change.Distance), 1e-12);
                Assert.All(answer.Changes, change => Assert.Contains(change.Input, answer.Movable));
            }
        }

        Assert.True(found >= 10, $"Seen {found} of 12.");
    }

    [Fact]
    public void One_changed_input_is_found_exactly_as_by_trying_each_value()
    {
        var input = Samples.Credit(Trainer.Linear);
        using var scorer = Scorer.Load(Samples.Trained("credit", Trainer.Linear).ToBytes());
        var compared = 0;
        foreach (var row in Declined(scorer, input).Take(40))
        {
            var json = ScorerTests.Json(input, row);
            var tried = scorer.Model.Actions!.Inputs.Where(action => json[action.Name].ValueKind != JsonValueKind.Null).SelectMany(action => action.Scale is { } scale
                ? action.Grid.Select(value => (action.Name, Value: JsonSerializer.SerializeToElement(value), Distance: Math.Abs(value - json[action.Name].GetDouble()) / scale))
                : action.Levels.Select(level => (action.Name, Value: JsonSerializer.SerializeToElement(level), Distance: 1.0)));
            double[] enough =
            [
                .. tried.Where(one => one.Value.ToString() != json[one.Name].ToString())
                    .Where(one => ScorerTests.Predicted(scorer, new Dictionary<string, JsonElement>(json) { [one.Name] = one.Value }).Label == "good")
                    .Select(one => one.Distance),
            ];
            var answer = Counterfactuals.Of(scorer, json, new Goal());
            Assert.Equal(enough.Length > 0, answer.Changes.Count == 1);
            if (enough.Length > 0)
            {
                compared++;
                Assert.Equal(enough.Min(), answer.Distance!.Value, 1e-12);
                Assert.Equal("exact over one input", answer.Method);
            }
        }

        Assert.True(compared > 5, $"Seen {compared} rows that one input turns.");
    }

    [Fact]
    public void Declared_bounds_directions_and_steps_are_kept_and_nothing_else_moves()
    {
        var input = Samples.Credit(Trainer.Linear);
        var spec = input.Spec with
        {
            Features = new FeatureSpec
            {
                Actionable = new Dictionary<string, ActionableSpec>
                {
                    ["Amount"] = new() { Direction = ActionDirection.Decrease, Min = 200, Step = 50 },
                    ["Seniority"] = new() { Direction = ActionDirection.Increase, Max = 20, Step = 1 },
                },
            },
        };
        using var scorer = Scorer.Load(Samples.Train(input with { Spec = spec }).ToBytes());
        Assert.Contains(scorer.Model.Actions!.Fixed, one => one is { Input: "Income", Reason: "not declared actionable" });
        var changes = new List<ValueChange>();
        foreach (var row in Declined(scorer, input).Take(40))
        {
            changes.AddRange(Counterfactuals.Of(scorer, ScorerTests.Json(input, row), new Goal()).Changes);
        }

        Assert.Contains(changes, change => change.Input == "Amount");
        Assert.All(changes, change =>
        {
            var (from, to) = (double.Parse(change.From), double.Parse(change.To));
            Assert.True(change.Input == "Amount" ? to < from && to >= 200 && (from - to) % 50 == 0 : to > from && to <= 20, $"{change}");
        });
    }

    [Fact]
    public void Protected_inputs_stay_as_they_are()
    {
        var input = Samples.Credit(Trainer.Linear);
        var spec = input.Spec with { Protected = [new ProtectedAttribute { Column = "Age", AsFeature = true }] };
        using var scorer = Scorer.Load(Samples.Train(input with { Spec = spec }).ToBytes());
        Assert.Equal(new FixedInput("Age", "protected"), Assert.Single(scorer.Model.Actions!.Fixed));
        Assert.DoesNotContain("Age", scorer.Model.Actions.Inputs.Select(action => action.Name));
    }

    [Fact]
    public void None_found_is_an_answer_with_its_reason()
    {
        var input = Samples.Credit(Trainer.Linear);
        var spec = input.Spec with
        {
            Features = new FeatureSpec { Actionable = new Dictionary<string, ActionableSpec> { ["Price"] = new() { Min = 1000, Max = 1001 } } },
        };
        using var scorer = Scorer.Load(Samples.Train(input with { Spec = spec }).ToBytes());
        var row = Declined(scorer, input).First();
        var json = ScorerTests.Json(input, row);
        Assert.Contains("no change within the bounds was found", Counterfactuals.Of(scorer, json, new Goal()).NoneBecause, StringComparison.Ordinal);
        json["Price"] = JsonSerializer.SerializeToElement<string?>(null);
        var label = ScorerTests.Predicted(scorer, json).Label;
        Assert.StartsWith("nothing may change", Counterfactuals.Of(scorer, json, new Goal()).NoneBecause, StringComparison.Ordinal);
        Assert.Equal("the prediction is that already", Counterfactuals.Of(scorer, json, new Goal(label)).NoneBecause);
        using var old = Scorer.Of(scorer.Model with { Actions = null });
        Assert.StartsWith("the model file does not say", Counterfactuals.Of(old, json, new Goal()).NoneBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_classes_and_numbers_need_to_be_told_what_is_wanted()
    {
        var penguins = Samples.Penguins(Trainer.LightGbm);
        using var classes = Scorer.Load(Samples.Trained("penguins", Trainer.LightGbm).ToBytes());
        Assert.NotNull(new Goal().Fault(classes.Model));
        Assert.NotNull(new Goal("Emperor").Fault(classes.Model));
        Assert.Null(new Goal("Gentoo").Fault(classes.Model));
        Assert.Equal("Gentoo", Counterfactuals.Of(classes, ScorerTests.Json(penguins, 0), new Goal("Gentoo")).Label);

        var concrete = Samples.Concrete(Trainer.Gam);
        using var numbers = Scorer.Load(Samples.Trained("concrete", Trainer.Gam).ToBytes());
        Assert.NotNull(new Goal().Fault(numbers.Model));
        Assert.NotNull(new Goal("a").Fault(numbers.Model));
        Assert.NotNull(new Goal(Min: 3, Max: 2).Fault(numbers.Model));
        var row = Enumerable.Range(0, concrete.Table.RowCount).First(one => ScorerTests.Predicted(numbers, ScorerTests.Json(concrete, one)).Score < 30);
        var answer = Counterfactuals.Of(numbers, ScorerTests.Json(concrete, row), new Goal(Min: 40, Max: 50));
        Assert.Equal("compressive_strength from 40 up to 50", answer.Wanted);
        Assert.InRange(answer.Score!.Value, 40, 50);
    }

    private static IEnumerable<int> Declined(Scorer scorer, TrainingInput input)
    {
        int[] rows = [.. Enumerable.Range(0, 1_500)];
        var scores = scorer.Score(input.Table, rows).Probability;
        return rows.Where(row => scores[row] >= scorer.Model.Threshold);
    }

    private static Dictionary<string, JsonElement> Changed(Dictionary<string, JsonElement> json, Counterfactual answer)
    {
        var changed = new Dictionary<string, JsonElement>(json);
        foreach (var change in answer.Changes)
        {
            changed[change.Input] = json[change.Input].ValueKind == JsonValueKind.Number
                ? JsonSerializer.SerializeToElement(double.Parse(change.To))
                : JsonSerializer.SerializeToElement(change.To);
        }

        return changed;
    }
}
