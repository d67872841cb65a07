using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.App.Serving;
using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Pipeline.Contracts;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>1 to 1,000 rows; each names its cells by column.</summary>
/// <param name="Counterfactual">Also say which smallest change would be answered as wanted; then at most 10 rows.</param>
/// <param name="Wanted">The class; null for two classes: the other one.</param>
/// <param name="WantedMin">Regression: the least value wanted.</param>
public sealed record PredictInput(
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Rows, bool Counterfactual = false, string? Wanted = null, double? WantedMin = null,
    double? WantedMax = null);

/// <param name="PredictionId">128 random bits: the handle for later questions and labels.</param>
/// <param name="Warnings">What to know about the row and did not stop it, such as a category never seen; null where there is nothing.</param>
public sealed record Predicted(
    string PredictionId, double Score, string? Label, IReadOnlyDictionary<string, double>? Probabilities,
    IReadOnlyList<Contribution> Contributions, double BaseValue, IReadOnlyList<Problem>? Warnings = null)
{
    /// <summary>Regression: where the value lies with the stated coverage; absent where the model does not say.</summary>
    public PredictionInterval? Interval { get; init; }

    /// <summary>Classes: the labels that hold the true one with the stated coverage; absent where the model does not say.</summary>
    public PredictionSet? Set { get; init; }

    /// <inheritdoc cref="Prediction.Explanation"/>
    public string? Explanation { get; init; }

    /// <summary>The features that speak most for the answer, in words.</summary>
    public IReadOnlyList<ReasonCode>? Reasons { get; init; }

    /// <summary>Where it was asked for.</summary>
    public Counterfactual? Counterfactual { get; init; }
}

public sealed record PredictOutput(string Model, int Version, string ModelDigest, IReadOnlyList<Predicted> Predictions);

/// <summary>Answers for the live version, and says why: exact contributions with every score.</summary>
public sealed class PredictApi(ModelServer server)
{
    public const int MaxRows = 1_000;

    /// <summary>A search scores some ten thousand rows for each.</summary>
    public const int MaxCounterfactualRows = 10;

    [Function("Predict"), Access(Roles.SignedIn)]
    public async Task<IResult> Predict(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/predict")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        if (!(await request.ReadBodyAsync<PredictInput>()).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        var most = input.Counterfactual ? MaxCounterfactualRows : MaxRows;
        if (input.Rows.Count == 0 || input.Rows.Count > most)
        {
            return ProblemResults.Unprocessable($"Seen {input.Rows.Count} rows; expected 1 to {most}{(input.Counterfactual ? " with counterfactuals" : "")}.", []);
        }

        if (!ModelNames.IsValid(model) || await server.ChampionAsync(model, cancellation) is not { } live)
        {
            return ProblemResults.NotFound($"No version of a model '{model}' is live.");
        }

        var goal = input.Counterfactual ? new Goal(input.Wanted, input.WantedMin, input.WantedMax) : null;
        if (goal?.Fault(live.Scorer.Model) is { } fault)
        {
            return ProblemResults.Unprocessable("It is not said what a counterfactual is to be answered with.", [fault]);
        }

        var outcomes = input.Rows.Select(live.Scorer.Predict).ToList();
        var problems = outcomes.SelectMany((outcome, index) => outcome is PredictOutcome.Refused refused
            ? refused.Problems.Select(problem => problem with { Row = index + 1 })
            : []).ToList();
        return problems.Count > 0
            ? ProblemResults.Unprocessable("Rows that cannot be scored; nothing was scored.", problems)
            : Answer(new PredictOutput(
                model, live.Manifest.Version, live.Manifest.ModelFile.Digest,
                [.. outcomes.OfType<PredictOutcome.Predicted>().Zip(input.Rows, (scored, row) => Named(live.Scorer, scored) with
                {
                    Counterfactual = goal is null ? null : Counterfactuals.Of(live.Scorer, row, goal),
                })]));
    }

    private static Predicted Named(Scorer scorer, PredictOutcome.Predicted scored) => new(
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), scored.Prediction.Score, scored.Prediction.Label,
        scored.Prediction.Probabilities, scored.Prediction.Contributions, scored.Prediction.BaseValue,
        scored.Warnings.Count == 0 ? null : scored.Warnings)
    {
        Interval = scored.Prediction.Interval,
        Set = scored.Prediction.Set,
        Explanation = scored.Prediction.Explanation,
        Reasons = ReasonCodes.Of(scorer.Model, scored.Prediction),
    };
}
