using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.App.Tests.Drops;

public sealed class RefusalTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_file_of_another_kind_gets_a_receipt_that_says_what_is_taken_and_no_run()
    {
        const string model = "refused-ending";
        using var dana = await Client.AsAsync(AppClient.Dana);
        await Client.DropAsync(model, "train.xlsx", BinaryData.FromString("not a table"), null);

        var receipt = await Beside.UntilAsync<Receipt>(Client, $"datasets/{model}/train.xlsx", _ => true);

        var why = Assert.Single(receipt.Problems);
        Assert.Equal((RunState.Rejected, DropCodes.WrongEnding, ".xlsx"), (receipt.State, why.Code, why.Seen));
        Assert.Contains(".parquet", why.Expected, StringComparison.Ordinal);
        Assert.Null(receipt.RunPage);
        Assert.Contains(".parquet", await Beside.PageAsync(Client, $"datasets/{model}/train.xlsx"), StringComparison.Ordinal);
        Assert.Equal(0, await Beside.RunsAsync(dana, model));
    }

    [Fact]
    public async Task An_append_blob_is_refused_while_it_may_grow_and_runs_once_it_is_sealed()
    {
        const string model = "append";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var append = Client.Blobs.GetBlobContainerClient("datasets").GetAppendBlobClient($"{model}/train.csv");
        await append.CreateAsync();
        var empty = await Beside.UntilAsync<Receipt>(Client, $"datasets/{model}/train.csv", _ => true);
        Assert.Equal(DropCodes.NotSealed, Assert.Single(empty.Problems).Code);

        await append.AppendBlockAsync(Samples.Penguins.ToStream());
        Assert.Equal(0, await Beside.RunsAsync(dana, model));
        await append.SealAsync();
        await Beside.UntilAsync<Receipt>(Client, $"datasets/{model}/train.csv", receipt => receipt.State == RunState.Evaluated);
        Assert.Equal(1, await Beside.RunsAsync(dana, model));
    }
}
