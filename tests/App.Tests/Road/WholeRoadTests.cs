using System.Net.Http.Json;
using ServerlessMlops.App.Tests.Golden;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

public sealed class WholeRoadTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Theory]
    [InlineData("credit-risk", "road-binary", "auc", 0.80)]
    [InlineData("penguins", "road-multiclass", "accuracy", 0.90)]
    [InlineData("concrete", "road-regression", "r2", 0.80)]
    public async Task A_dropped_file_becomes_a_live_model_that_predicts_and_a_chain_that_verifies(string sample, string model, string metric, double atLeast)
    {
        var data = sample switch { "penguins" => Samples.Penguins, "concrete" => Samples.Concrete, _ => Samples.Credit };
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "train.csv", data, Samples.Pipeline(sample, model));
        var deployed = await Client.DeployAsync(dana, runId);
        Assert.Equal(1, deployed.Version);
        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{runId}/evaluation", MlopsJson.Options))!;
        var measure = Assert.Single(evaluation.Metrics, one => one.Name == metric);
        Assert.True(measure.Value >= atLeast, $"Seen {metric} {measure.Value}; expected at least {atLeast}.");
        Assert.InRange(measure.Value!.Value, measure.Lower!.Value, measure.Upper!.Value);
        Assert.All(evaluation.Gates, gate => Assert.True(gate.Passed || gate.IsOpen, gate.Reason));
        Assert.All(evaluation.Gates.Where(gate => gate.IsOpen), gate => Assert.True(gate.RowsNeeded > 0, gate.Reason));

        var entries = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.IsType<ChainVerdict.Intact>(AuditChain.Verify(entries));
        string[] story = ["run.received", "data.ingested", "gates.sealed", "model.evaluated", "run.claimed", "approval.opened", "approval.closed", "model.deployed", "run.ended"];
        Assert.All(story, action => Assert.Single(entries, entry => entry.Event.Action == action));
        Assert.True(
            Sequence(entries, "gates.sealed") < entries.Where(entry => entry.Event.Action == "candidate.trained").Min(entry => entry.Sequence),
            "The gates are sealed before any candidate is trained.");
        await PredictsAsync(model, evaluation, dana, data);
        if (sample == "credit-risk")
        {
            GoldenHistoryTests.Keep(app, runId);
        }
    }

    private static long Sequence(List<AuditEntry> entries, string action) => entries.Single(entry => entry.Event.Action == action).Sequence;

    private static async Task PredictsAsync(string model, EvaluationReport evaluation, HttpClient client, BinaryData data)
    {
        var lines = data.ToString().Split('\n').Select(line => line.Trim('\r').Split(',').Select(cell => cell.Trim('"')).ToArray()).ToArray();
        var row = lines[0].Zip(lines[1]).Where(cell => cell.First != evaluation.Target).ToDictionary(
            cell => cell.First, cell => double.TryParse(cell.Second, out var number) ? (object)number : cell.Second);

        var answer = await AppClient.ReadAsync(await client.PostAsJsonAsync($"models/{model}/predict", new { rows = new[] { row } }));

        Assert.Equal(1, answer.GetProperty("version").GetInt32());
        var prediction = Assert.Single(answer.GetProperty("predictions").EnumerateArray());
        Assert.Equal(22, prediction.GetProperty("predictionId").GetString()!.Length);
        Assert.True(double.IsFinite(prediction.GetProperty("score").GetDouble()));
        Assert.NotEmpty(prediction.GetProperty("contributions").EnumerateArray());
        if (evaluation.Task != ModelTask.Regression)
        {
            Assert.Contains(prediction.GetProperty("label").GetString(), evaluation.Classes);
        }
    }
}
