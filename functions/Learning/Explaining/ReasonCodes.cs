using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>The features that speak most for a prediction, in words made by rule: the same contributions give the same sentences.</summary>
/// <remarks>
/// For a class: the features that moved the score towards the label that was given, so that who was declined reads what spoke against, and who
/// was not, what spoke for. For a number: those that moved it most, either way.
/// </remarks>
public static class ReasonCodes
{
    public const int Most = 4;

    private const int LongestValue = 60;

    public static IReadOnlyList<ReasonCode> Of(ModelFile model, Prediction prediction)
    {
        // Log-odds are of the positive class; a score of many classes is of the label's own.
        var sign = model.Task == ModelTask.Binary && prediction.Label == model.Classes[0] ? -1 : 1;
        return
        [
            .. prediction.Contributions
                .Where(contribution => model.Task == ModelTask.Regression ? contribution.Weight != 0 : sign * contribution.Weight > 0)
                .OrderByDescending(contribution => Math.Abs(contribution.Weight))
                .ThenBy(contribution => contribution.Feature, StringComparer.Ordinal)
                .Take(Most)
                .Select(contribution => new ReasonCode(
                    contribution.Feature, contribution.Value,
                    contribution.Weight > 0 ? ReasonDirection.Raised : ReasonDirection.Lowered, contribution.Weight, Sentence(model, prediction, contribution))),
        ];
    }

    private static string Sentence(ModelFile model, Prediction prediction, Contribution contribution)
    {
        var kind = model.Transform.Features.FirstOrDefault(feature => feature.Name == contribution.Feature)?.Kind;
        var subject = contribution.Value is not { } value ? $"{contribution.Feature}, which was not given,"
            : kind == ColumnKind.Number ? $"{contribution.Feature} of {value}"
            : kind == ColumnKind.Text ? $"The text in {contribution.Feature}"
            : $"{contribution.Feature}: {(value.Length > LongestValue ? value[..(LongestValue - 1)] + "…" : value)}";
        var verb = contribution.Weight > 0 ? "raised" : "lowered";
        var weight = (contribution.Weight > 0 ? "+" : "−") + Math.Abs(contribution.Weight).ToString(
            Math.Abs(contribution.Weight) switch { < 0.005 => "0.#####", < 100 => "0.00", _ => "0" }, CultureInfo.InvariantCulture);
        return model.Task switch
        {
            // Of a model known by its scores alone, contributions are in units of the score.
            ModelTask.Binary when prediction.Explanation is not null => $"{subject} {verb} the probability of {model.Classes[1]} ({weight}).",
            ModelTask.Multiclass when prediction.Explanation is not null => $"{subject} {verb} the probability of {prediction.Label} ({weight}).",
            ModelTask.Binary => $"{subject} {verb} the score for {model.Classes[1]} (log-odds {weight}).",
            ModelTask.Multiclass => $"{subject} {verb} the score for {prediction.Label} ({weight} before it is made a probability).",
            _ => $"{subject} {verb} {model.Target} ({weight}).",
        };
    }
}
