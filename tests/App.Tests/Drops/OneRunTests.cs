using Azure.Storage.Blobs.Specialized;
using Embedded.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.App.Triggers;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Drops;

/// <summary>One upload is one run, whatever storage tells of it and whatever becomes of it.</summary>
public sealed class OneRunTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task Receipts_start_nothing_even_when_somebody_announces_them()
    {
        const string model = "receipts-only";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, pipeline: null);
        await Client.UntilAsync(dana, runId, RunState.Evaluated);
        await Client.ReceiptAsync(model, "penguins.csv", RunState.Evaluated);

        string[] receipts = ["penguins.csv.receipt.html", "penguins.csv.receipt.json"];
        Assert.Equal(["penguins.csv", .. receipts], Beside.Names(Client, "datasets", model));
        var uploads = app.Services.GetRequiredService<UploadReceiver>();
        foreach (var receipt in receipts)
        {
            await uploads.HearAsync(app.Services.GetRequiredService<DurableTaskClient>(), $"{model}/{receipt}", CancellationToken.None);
        }

        // The trigger too has looked again since the receipts were written: it has found what was dropped after them.
        var last = await Client.DropAsync(model, "last.csv", BinaryData.FromString("a\n"), null);
        await Client.UntilAsync(dana, last, RunState.Rejected);
        Assert.Equal(2, await Beside.RunsAsync(dana, model));
        Assert.DoesNotContain(Beside.Names(Client, "datasets", model), name => name.Contains(".receipt.json.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocks_start_a_run_when_they_are_committed_and_a_copy_starts_one_of_its_own()
    {
        const string model = "blocks";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var container = Client.Blobs.GetBlobContainerClient("datasets");
        var blocks = container.GetBlockBlobClient($"{model}/staged.csv");
        var whole = Samples.Penguins.ToArray();
        string[] ids = [Convert.ToBase64String("1"u8), Convert.ToBase64String("2"u8)];
        await blocks.StageBlockAsync(ids[0], new MemoryStream(whole[..5000]));
        await blocks.StageBlockAsync(ids[1], new MemoryStream(whole[5000..]));

        // The trigger has looked again: it has found what was dropped after the blocks.
        var other = await Client.DropAsync(model, "other.csv", BinaryData.FromString("a\n"), null);
        await Client.UntilAsync(dana, other, RunState.Rejected);
        Assert.Equal(1, await Beside.RunsAsync(dana, model));

        var committed = await blocks.CommitBlockListAsync(ids);
        var runId = RunIds.For(model, $"{model}/staged.csv", committed.Value.ETag.ToString());
        Assert.Equal(344, (await Client.UntilAsync(dana, runId, RunState.Evaluated)).Data!.Rows);

        var copy = container.GetBlobClient($"{model}/copy.csv");
        await (await copy.StartCopyFromUriAsync(blocks.Uri)).WaitForCompletionAsync();
        var copied = RunIds.For(model, $"{model}/copy.csv", (await copy.GetPropertiesAsync()).Value.ETag.ToString());
        await Client.UntilAsync(dana, copied, RunState.Unchanged);
        Assert.Equal(3, await Beside.RunsAsync(dana, model));
    }

    [Fact]
    public async Task Overwritten_during_its_run_a_file_has_a_second_run_and_the_first_stays_on_its_snapshot()
    {
        const string model = "overwritten";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var first = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        RunState[] takenIn = [.. Enum.GetValues<RunState>().Where(state => state is > RunState.Ingesting and < RunState.Rejected)];
        await Client.UntilAsync(dana, first, takenIn);
        var fewer = BinaryData.FromString(string.Join('\n', Samples.Penguins.ToString().Split('\n').SkipLast(12)) + "\n");
        var second = await Client.DropAsync(model, "penguins.csv", fewer, null);

        var after = await Client.UntilAsync(dana, second, RunState.AwaitingClaim);
        var before = await Client.UntilAsync(dana, first, RunState.AwaitingClaim);

        Assert.Equal(Digests.Sha256Hex(Samples.Penguins.ToArray()), before.Data!.Snapshot.Digest);
        Assert.Equal(Digests.Sha256Hex(fewer.ToArray()), after.Data!.Snapshot.Digest);
        var beside = await Beside.UntilAsync<Receipt>(
            Client, $"datasets/{model}/penguins.csv", receipt => receipt.State == RunState.AwaitingClaim);
        Assert.Equal(second, beside.RunId);
        Assert.Equal(2, await Beside.RunsAsync(dana, model));
    }

    [Fact]
    public async Task A_change_of_metadata_trains_nothing_and_the_run_goes_on_reporting()
    {
        const string model = "touched";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        await Client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        var blob = Beside.Blob(Client, $"datasets/{model}/penguins.csv");

        var touched = await blob.SetMetadataAsync(new Dictionary<string, string> { ["uploader"] = "eve@example.org" });

        var again = RunIds.For(model, $"{model}/penguins.csv", touched.Value.ETag.ToString());
        var ended = await Client.UntilAsync(dana, again, RunState.Unchanged);
        Assert.Contains(runId, ended.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("candidate.trained", (await Client.TimelineAsync(dana, again)).ToString(), StringComparison.Ordinal);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        await Client.UntilAsync(dana, runId, RunState.AwaitingApproval);
        await Beside.UntilAsync<Receipt>(
            Client, $"datasets/{model}/penguins.csv", receipt => receipt.RunId == runId && receipt.State == RunState.AwaitingApproval);
    }
}
