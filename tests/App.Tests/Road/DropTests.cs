using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Tests.Road;

public sealed class DropTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_file_with_many_faults_gets_one_receipt_that_names_each_and_leaves_nothing_half_written()
    {
        const string model = "drop-faults";
        var text = "id,amount,amount,,status,when\n1,10,5,x,good,2024-01-01\n2,oops,5,x,,2024-13-45\n3,1e400,5,x,maybe\n4,7,5,x,good,2024-01-01,extra\n";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "train.csv", BinaryData.FromString(text), Samples.Pipeline("credit-risk", model));

        await Client.UntilAsync(dana, runId, RunState.Rejected);

        var receipt = await Client.ReceiptAsync(model, "train.csv", RunState.Rejected);
        Assert.True(receipt.Problems.Select(problem => problem.Code).Distinct().Count() >= 5, string.Join(", ", receipt.Problems.Select(problem => problem.Code)));
        Assert.All(receipt.Problems, problem => Assert.NotEmpty(problem.Message));
        Assert.True(await Client.Blobs.GetBlobContainerClient("datasets").GetBlobClient($"{model}/train.csv.receipt.html").ExistsAsync());
        Assert.Empty(Client.Blobs.GetBlobContainerClient("models").GetBlobs(new() { Prefix = $"{model}/" }));
    }

    [Fact]
    public async Task Without_a_pipeline_the_run_ends_at_Evaluated_with_a_proposal()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync("drop-proposal", "penguins.csv", Samples.Penguins, pipeline: null);

        await Client.UntilAsync(dana, runId, RunState.Evaluated);

        var receipt = (await AppClient.ReadAsync(await dana.GetAsync($"runs/{runId}/receipt"))).ToString();
        Assert.Contains("proposedPipeline", receipt);
    }

    [Fact]
    public async Task The_same_event_ten_times_is_one_run_and_a_new_upload_is_a_new_run()
    {
        const string model = "drop-once";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        var etag = (await Client.Blobs.GetBlobContainerClient("datasets").GetBlobClient($"{model}/penguins.csv").GetPropertiesAsync()).Value.ETag.ToString();
        var runs = app.Services.GetRequiredService<Storage.Runs>();
        await Client.UntilAsync(dana, runId, RunState.AwaitingClaim);

        var request = (await runs.GetAsync(runId))!.Request;
        Assert.Equal(etag.Trim('"'), request.ETag);
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => runs.ClaimAsync(request)));
        Assert.All(claims, claim => Assert.IsType<ClaimOutcome.Duplicate>(claim));

        var again = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, null);
        Assert.NotEqual(runId, again);
        var unchanged = await Client.UntilAsync(dana, again, RunState.Unchanged);
        Assert.Contains(runId, unchanged.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_gate_ends_the_run_before_anyone_is_asked()
    {
        const string model = "drop-gate";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var strict = new StringBuilder(Samples.Pipeline("penguins", model)).Replace("gates:", "gates:\n  - metric: log_loss\n    max: 0.0000001");
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, strict.ToString());

        var ended = await Client.UntilAsync(dana, runId, RunState.GateFailed);

        Assert.Null(ended.ApprovalRequestId);
        Assert.Contains("log_loss", ended.Detail, StringComparison.Ordinal);
    }
}
