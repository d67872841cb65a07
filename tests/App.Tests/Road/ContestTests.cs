using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

public sealed class ContestTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_new_model_is_compared_with_approved_versions_on_its_own_test_rows()
    {
        const string model = "contest";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var first = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        await Client.DeployAsync(dana, first);
        Assert.Null((await EvaluationAsync(dana, first)).Contest);

        var second = await Client.DropAsync(model, "penguins.csv", Shorter(12), Samples.Pipeline("penguins", model));
        await Client.DeployAsync(dana, second);
        var alone = Assert.Single((await EvaluationAsync(dana, second)).Contest!.Opponents);
        Assert.Equal((1, 3), (alone.Version, alone.Roles.Count));

        var third = await Client.DropAsync(model, "penguins.csv", Shorter(24), Samples.Pipeline("penguins", model));
        await Client.UntilAsync(dana, third, RunState.AwaitingClaim);
        var evaluation = await EvaluationAsync(dana, third);
        var contest = evaluation.Contest!;
        Assert.Equal((2, 2), (contest.Approved, contest.Scored));
        Assert.Equal([1, 2], contest.Opponents.Select(opponent => opponent.Version));
        Assert.Equal(1, contest.InRole(OpponentRoles.First)!.Version);
        Assert.Equal(2, contest.InRole(OpponentRoles.Champion)!.Version);
        Assert.Contains(contest.InRole(OpponentRoles.Best)!.Version, new[] { 1, 2 });
        Assert.All(contest.Opponents, opponent =>
        {
            Assert.Null(opponent.Unmeasured);
            Assert.InRange(opponent.SharedRows!.Value, 1, evaluation.TestRows);
            Assert.Equal(contest.Primary, opponent.Measures[0].Name);
            Assert.All(opponent.Measures, measure => Assert.Equal(evaluation.TestRows, measure.Difference.N));
            var chosen = evaluation.Metrics.Single(measure => measure.Name == "accuracy").Value!.Value;
            Assert.Equal(chosen, opponent.Measures.Single(measure => measure.Name == "accuracy").Challenger!.Value, 1e-12);
        });
    }

    [Fact]
    public async Task A_version_that_cannot_answer_the_new_rows_says_what_it_lacks_and_the_ratchet_on_it_needs_a_waiver()
    {
        const string model = "contest-columns";
        using var dana = await Client.AsAsync(AppClient.Dana);
        await Client.DeployAsync(dana, await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model)));
        var lines = Samples.Penguins.ToString().Split('\n');
        var renamed = BinaryData.FromString(string.Join('\n', lines.Skip(1).Prepend(lines[0].Replace("bill_length_mm", "culmen_mm", StringComparison.Ordinal))));
        var run = await Client.DropAsync(model, "penguins.csv", renamed, Samples.Pipeline("penguins", model));
        await Client.UntilAsync(dana, run, RunState.GateFailed);
        var evaluation = await EvaluationAsync(dana, run);
        var contest = evaluation.Contest!;
        var ratchet = evaluation.Gates.Where(gate => gate.Stops).ToList();
        Assert.All(ratchet, gate => Assert.Equal((GateOutcome.NotMeasured, GateSeverity.Waiver), (gate.Outcome, gate.Severity)));
        Assert.All(ratchet, gate => Assert.Contains("bill_length_mm", gate.Reason, StringComparison.Ordinal));
        var champion = Assert.Single(contest.Opponents);
        Assert.Empty(champion.Measures);
        Assert.Contains("bill_length_mm", champion.Unmeasured, StringComparison.Ordinal);
        Assert.Null(contest.InRole(OpponentRoles.Best));
    }

    private static BinaryData Shorter(int rows) =>
        BinaryData.FromString(string.Join('\n', Samples.Penguins.ToString().TrimEnd('\n').Split('\n').SkipLast(rows)) + "\n");

    private static async Task<EvaluationReport> EvaluationAsync(HttpClient client, string run) =>
        (await client.GetFromJsonAsync<EvaluationReport>($"runs/{run}/evaluation", MlopsJson.Options))!;
}
