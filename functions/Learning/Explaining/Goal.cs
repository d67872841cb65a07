using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>What a counterfactual is to be answered with.</summary>
/// <param name="Class">A class of the model; for two classes null means the other one.</param>
/// <param name="Min">Regression: the least value wanted; null: none.</param>
public sealed record Goal(string? Class = null, double? Min = null, double? Max = null)
{
    /// <summary>What is wrong with it for a model; null where nothing is.</summary>
    public Problem? Fault(ModelFile model)
    {
        var classes = string.Join(", ", model.Classes);
        return model.Task == ModelTask.Regression
            ? (Min is null && Max is null) || Class is not null || Min > Max
                ? Unusable("A counterfactual of a number needs 'wantedMin', 'wantedMax' or both.", "wantedMin", Class, "a range")
                : null
            : Min is not null || Max is not null
                ? Unusable("'wantedMin' and 'wantedMax' are for models of numbers.", "wantedMin", null, $"'wanted': one of {classes}")
            : Class is null && model.Task != ModelTask.Binary
                ? Unusable("A counterfactual needs 'wanted' where there are many classes.", "wanted", null, $"one of {classes}")
            : Class is not null && !model.Classes.Contains(Class)
                ? Unusable("'wanted' is no class of this model.", "wanted", Class, $"one of {classes}")
            : null;
    }

    private static Problem Unusable(string message, string column, string? seen, string expected) =>
        new(ModelProblemCodes.WantedUnusable, message, Column: column, Seen: seen, Expected: expected);

    /// <summary>The same with the class that is wanted where it was left open.</summary>
    internal Goal For(ModelFile model, Prediction now) =>
        model.Task == ModelTask.Binary && Class is null ? this with { Class = model.Classes.First(one => one != now.Label) } : this;

    internal string Sentence(ModelFile model) => model.Task != ModelTask.Regression
        ? $"the label {Class}"
        : FormattableString.Invariant($"{model.Target} {(Min is { } min ? $"from {min}" : "")}{(Min is not null && Max is not null ? " " : "")}{(Max is { } max ? $"up to {max}" : "")}");

    internal bool IsMet(Prediction prediction) => Class is not null ? prediction.Label == Class : Within(prediction.Score);

    /// <summary>For each row whether it is met, and how far it is from that in the margin's unit: the less the nearer.</summary>
    internal (bool IsMet, double Shortfall)[] Judge(Scorer scorer, double[] margins)
    {
        var model = scorer.Model;
        var scores = scorer.ScoresOf(margins);
        return model.Task switch
        {
            ModelTask.Binary => [.. margins.Zip(scores.Probability, (margin, probability) =>
                (model.Classes[probability >= model.Threshold ? 1 : 0] == Class, Class == model.Classes[1] ? -margin : margin))],
            ModelTask.Multiclass => [.. margins.Chunk(model.Classes.Count).Zip(scores.Probabilities, (row, probabilities) => Of(model, row, probabilities))],
            _ => [.. margins.Select(value => (Within(value), Math.Max(0, Math.Max((Min ?? value) - value, value - (Max ?? value)))))],
        };
    }

    /// <summary>How far a row that does not meet it gets, as words.</summary>
    internal string Reached(Scorer scorer, double[] margins)
    {
        var model = scorer.Model;
        var scores = scorer.ScoresOf(margins);
        return model.Task switch
        {
            ModelTask.Binary => FormattableString.Invariant(
                $"the probability of {model.Classes[1]} is {scores.Probability[0]:0.000}, and the label changes at {model.Threshold:0.000}"),
            ModelTask.Multiclass => FormattableString.Invariant($"the probability of {Class} is {scores.Probabilities[0][model.Classes.ToList().IndexOf(Class!)]:0.000}"),
            _ => FormattableString.Invariant($"{model.Target} is {scores.Predicted[0]:0.###}"),
        };
    }

    private (bool IsMet, double Shortfall) Of(ModelFile model, double[] margins, double[] probabilities)
    {
        var wanted = model.Classes.ToList().IndexOf(Class!);
        return (CostMatrix.Label(probabilities, model.Costs) == wanted, margins.Where((_, one) => one != wanted).Max() - margins[wanted]);
    }

    private bool Within(double value) => (Min is null || value >= Min) && (Max is null || value <= Max);
}
