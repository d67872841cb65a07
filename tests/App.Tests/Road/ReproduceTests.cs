using System.Net;
using System.Net.Http.Json;
using ServerlessMlops.App.Triggers.Http;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

public sealed class ReproduceTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Theory]
    [InlineData("penguins", "again-penguins")]
    [InlineData("concrete", "again-concrete")]
    [InlineData("credit-risk", "again-credit")]
    public async Task Every_candidate_of_a_released_version_is_trained_again_to_the_same_bits(string sample, string model)
    {
        var data = sample switch { "penguins" => Samples.Penguins, "concrete" => Samples.Concrete, _ => Samples.Credit };
        using var dana = await Client.AsAsync(AppClient.Dana);
        await Client.DeployAsync(dana, await Client.DropAsync(model, "train.csv", data, Samples.Pipeline(sample, model)));

        var asked = await dana.PostAsJsonAsync($"models/{model}/versions/1/reproductions", new { all = true });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var report = await UntilDoneAsync(dana, MlopsJson.Read<ReproductionView>(await asked.Content.ReadAsByteArrayAsync()).Id);

        Assert.True(report.IsReproduced, string.Join(' ', report.Candidates));
        Assert.Single(report.Candidates, candidate => candidate.IsWinner);
        Assert.True(report.Candidates.Count > 1);
        Assert.Empty(report.Differences);
        var chain = (await dana.GetFromJsonAsync<List<AuditEntry>>($"audit/{Uri.EscapeDataString(AuditChains.Model(model))}", MlopsJson.Options))!;
        Assert.Equal("true", Assert.Single(chain, entry => entry.Event.Action == "version.reproduced").Event.Facts["reproduced"]);
    }

    [Fact]
    public async Task A_version_that_was_never_released_and_an_id_never_given_are_not_found()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        foreach (var version in new[] { "1", "x", "-1", "99999999999" })
        {
            var answer = await dana.PostAsJsonAsync($"models/again-none/versions/{version}/reproductions", new { });
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync("reproductions/0123")).StatusCode);
    }

    internal static async Task<ReproductionReport> UntilDoneAsync(HttpClient client, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await ticks.WaitForNextTickAsync(patience.Token))
        {
            var seen = (await client.GetFromJsonAsync<ReproductionView>($"reproductions/{id}", MlopsJson.Options, patience.Token))!;
            if (seen.State != "running")
            {
                return seen.Report ?? throw new InvalidOperationException(seen.Reason);
            }
        }

        throw new OperationCanceledException();
    }
}
