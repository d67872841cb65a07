using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ServerlessMlops.Pipeline.Card;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

public sealed class CardTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_release_has_a_card_in_four_forms_and_a_candidate_one_before_it_is_voted_on()
    {
        const string model = "carded";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var run = await Client.DropAsync(model, "concrete.csv", Samples.Concrete, Samples.Pipeline("concrete", model));
        await Client.UntilAsync(dana, run, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{run}/claim", null)).EnsureSuccessStatusCode();
        var waiting = await Client.UntilAsync(dana, run, RunState.AwaitingApproval);
        var candidate = await CardAsync(dana, $"approvals/{waiting.ApprovalRequestId}/card");
        Assert.Null(candidate.Version);
        Assert.Empty(candidate.Record.Votes);
        foreach (var approver in new[] { AppClient.Amal, AppClient.Bo })
        {
            using var client = await Client.AsAsync(approver);
            (await Client.VoteAsync(client, run)).EnsureSuccessStatusCode();
        }

        await Client.UntilAsync(dana, run, RunState.Deployed);
        var path = $"models/{model}/versions/1/card";
        var card = await CardAsync(dana, path);
        Assert.Equal((1, run, 2), (card.Version, card.RunId, card.Record.Votes.Count));
        Assert.Equal(candidate.Record.ModelFile, card.Record.ModelFile);
        Assert.Contains("Contact", card.Gaps);
        Assert.NotEmpty(card.Evaluation.Curves!.Residuals);
        Assert.All(card.Inputs, input => Assert.NotEqual(card.Pipeline.Target, input.Name));

        Assert.StartsWith("---\nlicense: ", await TextAsync(dana, $"{path}?format=md", "text/markdown"), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await TextAsync(dana, $"{path}?format=html", "text/html"), StringComparison.Ordinal);
        using var bom = JsonDocument.Parse(await TextAsync(dana, $"{path}?format=cyclonedx", "application/vnd.cyclonedx+json"));
        Assert.Equal("1.6", bom.RootElement.GetProperty("specVersion").GetString());
        Assert.Contains("# carded@1", await TextAsync(dana, path, "text/markdown", accept: "text/markdown"), StringComparison.Ordinal);
        Assert.Contains("Model card: carded@1", await TextAsync(dana, path, "text/html", accept: "text/html"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await dana.GetAsync($"{path}?format=pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync($"models/{model}/versions/2/card")).StatusCode);
    }

    private static async Task<ModelCard> CardAsync(HttpClient client, string path) => MlopsJson.Read<ModelCard>(await client.GetByteArrayAsync(path));

    private static async Task<string> TextAsync(HttpClient client, string path, string mediaType, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync();
    }
}
