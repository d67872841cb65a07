using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

public sealed class ExplanationTests(RunningApp app)
{
    private static readonly Dictionary<string, object> Declined = new()
    {
        ["Seniority"] = 0,
        ["Home"] = "other",
        ["Time"] = 48,
        ["Age"] = 25,
        ["Marital"] = "single",
        ["Records"] = "yes",
        ["Job"] = "partime",
        ["Expenses"] = 60,
        ["Income"] = 60,
        ["Assets"] = 0,
        ["Debt"] = 0,
        ["Amount"] = 1400,
        ["Price"] = 1500,
    };

    [Fact]
    public async Task What_explains_a_model_is_part_of_what_is_approved_and_its_answers_come_with_reasons_and_a_way_out()
    {
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync("explained", "train.csv", Samples.Credit, Samples.Pipeline("credit-risk", "explained"));
        var deployed = await app.Client.DeployAsync(dana, runId);
        var approval = await dana.GetFromJsonAsync<JsonElement>($"approvals/{deployed.ApprovalRequestId}");

        // Request → evidence → evaluation → explanation, each by digest.
        var evaluation = approval.GetProperty("evaluation").Deserialize<EvaluationReport>(MlopsJson.Options)!;
        Assert.Equal(deployed.Evaluation!.Digest, approval.GetProperty("request").GetProperty("evidence").GetProperty("evaluation").GetString());
        Assert.Equal(deployed.Evaluation.Digest, Digests.Sha256Hex(Rfc8785.Canonicalize(MlopsJson.WriteBytes(evaluation))));
        var explanation = approval.GetProperty("explanation").Deserialize<ExplanationReport>(MlopsJson.Options)!;
        Assert.Equal(evaluation.Explanation!.Digest, Digests.Sha256Hex(Rfc8785.Canonicalize(MlopsJson.WriteBytes(explanation))));

        Assert.Equal(("auc", 10), (explanation.Permutation.Metric, explanation.Permutation.Repeats));
        Assert.Equal(6, explanation.Effects.Count);
        Assert.Equal(evaluation.TestRows, explanation.TestRows);
        Assert.Equal(evaluation.Metrics.Single(measure => measure.Name == "auc").Value!.Value, explanation.Permutation.Baseline!.Value, 0.05);
        Assert.NotNull(evaluation.Opacity);
        Assert.Equal(evaluation.Opacity.ChosenIsGlassBox, evaluation.Opacity.Difference is null);

        await AnswersAsync(dana);
    }

    private static async Task AnswersAsync(HttpClient dana)
    {
        var plain = await PredictedAsync(dana, new { rows = new[] { Declined } });
        Assert.Equal("bad", plain.GetProperty("label").GetString());
        Assert.InRange(plain.GetProperty("reasons").GetArrayLength(), 1, 4);
        Assert.All(plain.GetProperty("reasons").EnumerateArray(), reason => Assert.Contains("raised the score for bad", reason.GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.False(plain.TryGetProperty("counterfactual", out _));

        var answer = (await PredictedAsync(dana, new { rows = new[] { Declined }, counterfactual = true })).GetProperty("counterfactual").Deserialize<Counterfactual>(MlopsJson.Options)!;
        Assert.Null(answer.NoneBecause);
        Assert.Equal("good", answer.Label);
        Assert.DoesNotContain(answer.Changes, change => change.Input is "Age" or "Marital");
        var changed = new Dictionary<string, object>(Declined);
        foreach (var change in answer.Changes)
        {
            changed[change.Input] = Declined[change.Input] is int ? double.Parse(change.To) : change.To;
        }

        Assert.Equal("good", (await PredictedAsync(dana, new { rows = new[] { changed } })).GetProperty("label").GetString());

        var unknown = await dana.PostAsJsonAsync("models/explained/predict", new { rows = new[] { Declined }, counterfactual = true, wanted = "fine" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Contains("WANTED_UNUSABLE", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var many = await dana.PostAsJsonAsync("models/explained/predict", new { rows = Enumerable.Repeat(Declined, 11), counterfactual = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, many.StatusCode);
    }

    private static async Task<JsonElement> PredictedAsync(HttpClient client, object body) =>
        (await AppClient.ReadAsync(await client.PostAsJsonAsync("models/explained/predict", body))).GetProperty("predictions")[0];
}
