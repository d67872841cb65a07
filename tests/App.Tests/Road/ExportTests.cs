using System.Net;
using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

public sealed class ExportTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_released_version_is_handed_over_as_it_was_checked()
    {
        const string model = "export-concrete";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var run = await Client.DeployAsync(dana, await Client.DropAsync(model, "train.csv", Samples.Concrete, Samples.Pipeline("concrete", model)));
        var list = (await dana.GetFromJsonAsync<ExportList>($"models/{model}/versions/1/exports", MlopsJson.Options))!;
        var onnx = list.Exports.Single(export => export.Name == ModelExport.Onnx);
        Assert.Null(onnx.NotOffered);
        Assert.True(onnx.Parity!.Holds);

        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{run.Request.RunId}/evaluation", MlopsJson.Options))!;
        Assert.Equal(evaluation.TestRows, onnx.Parity.Rows);
        Assert.Equal(onnx, evaluation.Exports!.Single(export => export.Name == ModelExport.Onnx));
        foreach (var export in list.Exports)
        {
            var answer = await dana.GetAsync($"models/{model}/versions/1/exports/{export.Name}");
            var content = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(export.File!.Digest, Digests.Sha256Hex(content));
            Assert.Equal($"sha-256=:{Convert.ToBase64String(Convert.FromHexString(export.File.Digest))}:", answer.Headers.GetValues("Repr-Digest").Single());
            Assert.Equal(export.File.MediaType, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal($"{model}-1-{export.Name}", answer.Content.Headers.ContentDisposition!.FileName);
        }

        using var asked = new HttpRequestMessage(HttpMethod.Get, $"models/{model}") { Headers = { Accept = { new("text/html") } } };
        var page = await (await dana.SendAsync(asked)).Content.ReadAsStringAsync();
        Assert.Contains("For other tools", page, StringComparison.Ordinal);
        Assert.Contains($"/api/models/{model}/versions/1/exports/model.onnx", page, StringComparison.Ordinal);

        using var nobody = Client.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"models/{model}/versions/1/exports/model.onnx")).StatusCode);
        var missing = await dana.GetAsync($"models/{model}/versions/1/exports/model.pmml");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("model.onnx", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync($"models/{model}/versions/9/exports")).StatusCode);
    }
}
