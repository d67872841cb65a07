using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ServerlessMlops.App.Triggers.Http;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

public sealed partial class SearchTests(RunningApp app)
{
    private const int Trials = 6;

    private AppClient Client => app.Client;

    [Fact]
    public async Task Every_trial_of_a_search_is_evidence_scored_over_folds_and_can_be_trained_again()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        var pipeline = TrainSection().Replace(
            Samples.Pipeline("penguins", "searched"),
            $"train: {{ candidates: [lightgbm, random_forest, linear], search: {{ trials: {Trials}, minutes: 10 }}, crossValidation: {{ folds: 3, repeats: 1 }} }}\n");
        var runId = await Client.DropAsync("searched", "train.csv", Samples.Penguins, pipeline);
        await Client.DeployAsync(dana, runId);

        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{runId}/evaluation", MlopsJson.Options))!;
        Assert.Equal(3 + Trials, evaluation.Candidates.Count);
        Assert.Equal(Enumerable.Range(1, Trials), evaluation.Candidates.Select(result => result.Trial?.Number).OfType<int>());
        Assert.All(evaluation.Candidates, result =>
        {
            Assert.Equal(3, result.CrossValidated!.Scores.Count);
            Assert.Equal(result.CrossValidated.Scores.Average(), result.Score!.Value, 1e-12);
            Assert.All(result.Trial?.Settings ?? new Dictionary<string, string>(), set => Assert.Equal(set.Value, result.Parameters[set.Key]));
        });

        var entries = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.Equal(3 + Trials, entries.Count(entry => entry.Event.Action == "candidate.trained"));
        Assert.IsType<ChainVerdict.Intact>(AuditChain.Verify(entries));

        var asked = await dana.PostAsJsonAsync("models/searched/versions/1/reproductions", new { all = true });
        var report = await ReproduceTests.UntilDoneAsync(dana, MlopsJson.Read<ReproductionView>(await asked.Content.ReadAsByteArrayAsync()).Id);
        Assert.Equal(3 + Trials, report.Candidates.Count);
        Assert.True(report.IsReproduced, string.Join(' ', report.Candidates));
    }

    [GeneratedRegex(@"train:\s*\n(  .*\n)+")]
    internal static partial Regex TrainSection();
}
