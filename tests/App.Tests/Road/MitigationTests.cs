using System.Net.Http.Json;
using ServerlessMlops.App.Triggers.Http;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.App.Tests.Road;

public sealed class MitigationTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task Mitigated_candidates_are_evidence_stand_on_the_frontier_and_can_be_trained_again()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        var pipeline = SearchTests.TrainSection().Replace(
            Samples.Pipeline("credit-risk", "mitigated"),
            "train: { candidates: [lightgbm, linear], mitigation: { attribute: Age, measure: demographic_parity_difference, maximum: 0.15 } }\n");
        var runId = await Client.DropAsync("mitigated", "train.csv", Samples.Credit, pipeline);
        await Client.DeployAsync(dana, runId);

        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{runId}/evaluation", MlopsJson.Options))!;
        string[] expected =
        [
            "lightgbm", "linear",
            .. new[] { "lightgbm", "linear" }.SelectMany(learner => new[]
            {
                $"{learner}, reweighed by Age", $"{learner}, constrained by Age 0.25", $"{learner}, constrained by Age 0.5",
                $"{learner}, constrained by Age 0.75",
            }),
        ];
        Assert.Equal(expected, evaluation.Candidates.Select(candidate => candidate.Candidate));
        Assert.Equal(expected.Length, evaluation.Candidates.Select(candidate => candidate.Model!.Digest).Distinct().Count());
        Assert.All(evaluation.Candidates, candidate => Assert.True(candidate.Disparity!.Measure is { Value: >= 0, N: > 0 }));

        var frontier = evaluation.Frontier!;
        Assert.Equal(expected.Order(), frontier.Points.Select(point => point.Name).Order());
        var chosen = Assert.Single(frontier.Points, point => point.Chosen);
        Assert.Equal(CandidateSelection.Best(evaluation.Candidates)!.Candidate, chosen.Name);
        var plain = evaluation.Candidates.Single(candidate => candidate.Candidate == "lightgbm").Disparity!.Measure.Value;
        Assert.True(chosen.Disparity.Value < plain, $"Seen {chosen.Name} with {chosen.Disparity.Value}; expected less than the {plain} of lightgbm.");

        var entries = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.Equal(expected.Order(), entries.Where(entry => entry.Event.Action == "candidate.trained").Select(entry => entry.Event.Facts["candidate"]).Order());
        Assert.IsType<ChainVerdict.Intact>(AuditChain.Verify(entries));

        var asked = await dana.PostAsJsonAsync("models/mitigated/versions/1/reproductions", new { all = true });
        var report = await ReproduceTests.UntilDoneAsync(dana, MlopsJson.Read<ReproductionView>(await asked.Content.ReadAsByteArrayAsync()).Id);
        Assert.Equal(expected.Length, report.Candidates.Count);
        Assert.True(report.IsReproduced, string.Join(' ', report.Candidates));
    }
}
