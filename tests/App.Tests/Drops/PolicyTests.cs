using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Drops;

/// <summary>An app of their own: what holds for every model would hold for other tests' too.</summary>
public sealed class PolicyTests : IAsyncLifetime
{
    private const string Lending = """
        policy: lending
        version: 1
        owner: rena.osei@example.org
        gates: [{ metric: accuracy, min: 0.5 }]
        approval: { quorum: 3, deadline: 2d }
        """;

    private readonly AzuriteFixture azurite = new();
    private readonly string folder = Directory.CreateTempSubdirectory("mlops-policies-").FullName;
    private StartedApp app = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        app = await StartedApp.StartAsync(folder, azurite.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_policy_is_judged_on_upload_refuses_while_it_is_broken_and_then_tightens_every_model()
    {
        var client = app.Client;
        using var dana = await client.AsAsync(AppClient.Dana);
        await PutAsync("policies/lending.yaml", Lending.Replace("accuracy", "accurracy", StringComparison.Ordinal));
        var broken = await Beside.UntilAsync<SpecificationReceipt>(client, "policies/lending.yaml", _ => true);
        Assert.False(broken.IsValid);
        Assert.Equal(("YAML_UNKNOWN_VALUE", 4), (Assert.Single(broken.Problems).Code, broken.Problems[0].Line));
        Assert.Contains("lending.yaml", await Beside.PageAsync(client, "policies/lending.yaml"), StringComparison.Ordinal);

        var pipeline = Samples.Pipeline("penguins", "held").Replace("quorum: 2, deadline: 7d", "deadline: 1d", StringComparison.Ordinal);
        var refused = await client.DropAsync("held", "train.csv", Samples.Penguins, pipeline);
        await client.UntilAsync(dana, refused, RunState.Rejected);
        Assert.Contains("POLICY_UNUSABLE", (await client.ReceiptAsync("held", "train.csv", RunState.Rejected)).Problems.Select(problem => problem.Code));

        await PutAsync("policies/lending.yaml", Lending);
        await Beside.UntilAsync<SpecificationReceipt>(client, "policies/lending.yaml", receipt => receipt.IsValid);
        await PutAsync("policies/readme.txt", "no policy");
        Assert.False((await Beside.UntilAsync<SpecificationReceipt>(client, "policies/readme.txt", _ => true)).IsValid);
        var runId = await client.DropAsync("held", "again.csv", Samples.Penguins, pipeline);
        await client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        await client.UntilAsync(dana, runId, RunState.AwaitingApproval);

        var request = (await AppClient.ReadAsync(await dana.GetAsync($"approvals/{runId}"))).GetProperty("request");
        Assert.Equal(3, request.GetProperty("quorum").GetInt32());
        Assert.StartsWith("built-in/2 sha256:", request.GetProperty("evidence").GetProperty("policyVersion").GetString(), StringComparison.Ordinal);
        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{runId}/evaluation", MlopsJson.Options))!;
        Assert.Contains("accuracy ≥ 0.5", evaluation.Gates.Select(gate => gate.Rule));
    }

    private Task PutAsync(string path, string text) => Beside.Blob(app.Client, path).UploadAsync(BinaryData.FromString(text), overwrite: true);
}
