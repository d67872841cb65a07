using System.Net.Http.Json;
using System.Text;
using Azure.Storage.Blobs;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

public sealed class BroughtModelTests(RunningApp app)
{
    private const string Model = "brought-strength";

    private AppClient Client => app.Client;

    private BlobContainerClient ModelsIn => Client.Blobs.GetBlobContainerClient("models-in");

    [Fact]
    public async Task A_brought_model_takes_the_road_to_predictions_and_a_poisoned_one_leaves_it_serving()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        var graph = await ExportedAsync(dana, "brought-source");
        await Client.Blobs.GetBlobContainerClient("pipelines").GetBlobClient($"{Model}/pipeline.yaml")
            .UploadAsync(BinaryData.FromString(Samples.Pipeline("concrete", Model)));

        var onnx = await UploadAsync("strength.onnx", BinaryData.FromBytes(graph));
        Assert.Equal(DropCodes.EvaluationDataMissing, Assert.Single((await ReceiptAsync("strength.onnx", RunState.Rejected)).Problems).Code);
        var run = await Client.DeployAsync(dana, RunOf("strength", onnx, await UploadAsync("strength.csv", Samples.Concrete)));
        Assert.Equal("strength.onnx", run.Request.File);
        Assert.Equal(BroughtModel.Candidate, run.Chosen!.Candidate);
        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{run.Request.RunId}/evaluation", MlopsJson.Options))!;
        Assert.Equal(run.Data!.Rows, evaluation.TestRows);
        Assert.Equal(1, (await ReceiptAsync("strength.onnx", RunState.Deployed)).Version);
        var first = await PredictAsync(dana);
        Assert.Equal(first.Score, first.BaseValue + first.Contributions.Sum(contribution => contribution.Weight), 1e-9);
        Assert.Contains("sampled Shapley values", first.Explanation, StringComparison.Ordinal);
        Assert.Equal(Digests.Sha256Hex(graph), Digests.Sha256Hex(await dana.GetByteArrayAsync($"models/{Model}/versions/1/exports/model.onnx")));

        await UploadAsync("poisoned.csv", Samples.Concrete);
        var poisoned = RunOf("poisoned", await UploadAsync("poisoned.onnx", WithExternalData()), await ETagAsync("poisoned.csv"));
        var refused = await Client.UntilAsync(dana, poisoned, RunState.Rejected);
        Assert.Null(refused.Data);
        var receipt = await ReceiptAsync("poisoned.onnx", RunState.Rejected);
        Assert.Contains(receipt.Problems, problem => problem is { Code: OnnxCodes.ExternalData, File: "poisoned.onnx" });
        Assert.Contains(receipt.Problems, problem => problem.Code == OnnxCodes.Operator);
        Assert.Equal(first.Score, (await PredictAsync(dana)).Score);
    }

    private async Task<byte[]> ExportedAsync(HttpClient dana, string source)
    {
        await Client.DeployAsync(dana, await Client.DropAsync(source, "train.csv", Samples.Concrete, Samples.Pipeline("concrete", source)));
        return await dana.GetByteArrayAsync($"models/{source}/versions/1/exports/model.onnx");
    }

    private async Task<string> UploadAsync(string file, BinaryData content) =>
        (await ModelsIn.GetBlobClient($"{Model}/{file}").UploadAsync(content, overwrite: true)).Value.ETag.ToString().Trim('"');

    private async Task<string> ETagAsync(string file) =>
        (await ModelsIn.GetBlobClient($"{Model}/{file}").GetPropertiesAsync()).Value.ETag.ToString().Trim('"');

    private static string RunOf(string stem, string model, string data) =>
        RunIds.For(Model, $"models-in/{Model}/{stem}.onnx {Model}/{stem}.csv", $"{model} {data}");

    /// <summary>What lies beside the model, once it says that the run is in the state.</summary>
    private async Task<Receipt> ReceiptAsync(string file, RunState state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var beside = ModelsIn.GetBlobClient($"{Model}/{file}.receipt.json");
        while (await ticks.WaitForNextTickAsync(patience.Token))
        {
            if (await beside.ExistsAsync(patience.Token)
                && MlopsJson.Read<Receipt>((await beside.DownloadContentAsync(patience.Token)).Value.Content.ToMemory().Span) is { } receipt
                && receipt.State == state)
            {
                return receipt;
            }
        }

        throw new OperationCanceledException();
    }

    private static async Task<Triggers.Http.Predicted> PredictAsync(HttpClient client)
    {
        var row = new Dictionary<string, object?>
        {
            ["cement"] = 540,
            ["blast_furnace_slag"] = 0,
            ["fly_ash"] = 0,
            ["water"] = 162,
            ["superplasticizer"] = 2.5,
            ["coarse_aggregate"] = 1040,
            ["fine_aggregate"] = 676,
            ["age"] = 28,
        };
        var answer = await client.PostAsJsonAsync($"models/{Model}/predict", new { rows = new[] { row } });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return Assert.Single(MlopsJson.Read<Triggers.Http.PredictOutput>(await answer.Content.ReadAsByteArrayAsync()).Predictions);
    }

    /// <summary>A graph whose constant lies in a file of the host, and which nobody could run: protobuf, field by field.</summary>
    private static BinaryData WithExternalData()
    {
        static byte[] Field(int field, byte[] content) => [(byte)((field << 3) | 2), (byte)content.Length, .. content];
        static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));
        byte[] constant =
        [
            8, 1, 16, 1, .. Text(8, "weights"), .. Field(13, [.. Text(1, "location"), .. Text(2, "../../../etc/passwd")]), (14 << 3), 1,
        ];
        byte[] node = [.. Text(1, "age"), .. Text(2, "y"), .. Text(4, "RunThis"), .. Text(7, "evil")];
        byte[] graph = [.. Field(1, node), .. Text(2, "g"), .. Field(5, constant)];
        return BinaryData.FromBytes([8, 10, .. Field(7, graph), .. Field(8, [16, 21])]);
    }
}
