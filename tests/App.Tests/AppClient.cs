using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests;

/// <summary>The app from outside: HTTP as a named person, and blobs as a data scientist.</summary>
public sealed class AppClient(Uri address, string stateFolder, string storage)
{
    public const string Dana = "dana@example.org";
    public const string Amal = "amal@example.org";
    public const string Bo = "bo@example.org";
    public const string Olga = "olga@example.org";
    public const string Rena = "rena@example.org";

    public BlobServiceClient Blobs { get; } = new(storage, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));

    public Uri Address { get; } = address;

    /// <summary>Not signed in; redirects are answers.</summary>
    public HttpClient Anyone() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address, "/api/") };

    /// <summary>A program on this machine that may read the identity key file.</summary>
    public HttpClient KeyHolder()
    {
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new(LocalSecret.Scheme, LocalSecret.From(File.ReadAllBytes(Path.Combine(stateFolder, LocalSecret.KeyFile))));
        return client;
    }

    public async Task<HttpClient> AsAsync(string user)
    {
        using var local = KeyHolder();
        var code = await ReadAsync(await local.PostAsJsonAsync("identity/codes", new { user }));
        local.DefaultRequestHeaders.Authorization = null;
        var token = await ReadAsync(await local.PostAsJsonAsync("identity/tokens", new { code = code.GetProperty("code").GetString() }));
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        return client;
    }

    /// <summary>Uploads pipeline and contract (unless null) and data, as anyone with access to the container can.</summary>
    /// <returns>The id of the run that this upload is.</returns>
    public async Task<string> DropAsync(string model, string file, BinaryData data, string? pipeline, string? contract = null)
    {
        foreach (var (name, text) in new[] { ("pipeline.yaml", pipeline), ("contract.yaml", contract) })
        {
            if (text is not null)
            {
                await Blobs.GetBlobContainerClient("pipelines").GetBlobClient($"{model}/{name}").UploadAsync(BinaryData.FromString(text), overwrite: true);
            }
        }

        var uploaded = await Blobs.GetBlobContainerClient("datasets").GetBlobClient($"{model}/{file}").UploadAsync(data, overwrite: true);
        return RunIds.For(model, $"{model}/{file}", uploaded.Value.ETag.ToString());
    }

    /// <summary>Claims the run, approves it twice, and waits until it is live.</summary>
    public async Task<RunRecord> DeployAsync(HttpClient dana, string runId)
    {
        await UntilAsync(dana, runId, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        var waiting = await UntilAsync(dana, runId, RunState.AwaitingApproval);
        foreach (var approver in new[] { Amal, Bo })
        {
            using var client = await AsAsync(approver);
            Assert.Equal(HttpStatusCode.Created, (await VoteAsync(client, waiting.ApprovalRequestId!)).StatusCode);
        }

        return await UntilAsync(dana, runId, RunState.Deployed);
    }

    /// <summary>Asks every 200 ms until the run is in one of the states, or has ended in another.</summary>
    public Task<RunRecord> UntilAsync(HttpClient client, string runId, params RunState[] states) => UntilAsync(client, runId, () => { }, states);

    /// <param name="betweenLooks">What moves the world on: a clock of the test's own.</param>
    public async Task<RunRecord> UntilAsync(HttpClient client, string runId, Action betweenLooks, params RunState[] states)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        RunRecord? seen = null;
        while (await ticks.WaitForNextTickAsync(patience.Token))
        {
            var answer = await client.GetAsync($"runs/{runId}", patience.Token);
            betweenLooks();
            seen = answer.IsSuccessStatusCode ? (await ReadAsync(answer)).GetProperty("run").Deserialize<RunRecord>(MlopsJson.Options) : seen;
            if (seen is not null && (states.Contains(seen.State) || seen.IsEnded))
            {
                break;
            }
        }

        Assert.True(seen is not null && states.Contains(seen.State), $"Seen {seen?.State}: {seen?.Detail}; expected {string.Join(" or ", states)}.");
        return seen!;
    }

    /// <summary>What lies beside the dropped file, once it says that the run is in the state: it is written right after the run's record.</summary>
    public async Task<Receipt> ReceiptAsync(string model, string file, RunState state)
    {
        var beside = Blobs.GetBlobContainerClient("datasets").GetBlobClient($"{model}/{file}.receipt.json");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var receipt = MlopsJson.Read<Receipt>((await beside.DownloadContentAsync(patience.Token)).Value.Content.ToMemory().Span);
            if (receipt.State == state)
            {
                return receipt;
            }

            await ticks.WaitForNextTickAsync(patience.Token);
        }
    }

    public async Task<JsonElement> TimelineAsync(HttpClient client, string runId) => (await ReadAsync(await client.GetAsync($"runs/{runId}"))).GetProperty("timeline");

    public async Task<HttpResponseMessage> VoteAsync(HttpClient client, string request, string choice = "approve", string reason = "The numbers hold.", string? digest = null)
    {
        digest ??= (await ReadAsync(await client.GetAsync($"approvals/{request}"))).GetProperty("request").GetProperty("digest").GetString();
        return await client.PostAsJsonAsync($"approvals/{request}/votes", new { choice, reason, digest });
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
