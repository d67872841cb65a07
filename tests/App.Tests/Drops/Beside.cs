using Azure.Storage.Blobs;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Drops;

/// <summary>What the pipeline laid beside an upload, read as its owner would.</summary>
internal static class Beside
{
    /// <summary>Looks ten times a second until a receipt lies there that <paramref name="isAwaited"/>.</summary>
    /// <param name="path">The upload's, with its container.</param>
    public static async Task<T> UntilAsync<T>(AppClient client, string path, Func<T, bool> isAwaited)
        where T : class
    {
        var blob = Blob(client, $"{path}.receipt.json");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        T? seen = null;
        while (seen is null || !isAwaited(seen))
        {
            Assert.True(await ticks.WaitForNextTickAsync(patience.Token), $"{path}: {seen}");
            var isThere = (await blob.ExistsAsync(patience.Token)).Value;
            seen = isThere ? MlopsJson.Read<T>(await ContentAsync(blob, patience.Token)) : null;
        }

        return seen;
    }

    public static async Task<string> PageAsync(AppClient client, string path) =>
        (await Blob(client, $"{path}.receipt.html").DownloadContentAsync()).Value.Content.ToString();

    /// <summary>Names in the folder of a model.</summary>
    public static IReadOnlyList<string> Names(AppClient client, string container, string model) =>
    [
        .. client.Blobs.GetBlobContainerClient(container).GetBlobs(new() { Prefix = $"{model}/" })
            .Select(blob => blob.Name[(model.Length + 1)..]),
    ];

    public static async Task<int> RunsAsync(HttpClient signedIn, string model) =>
        (await AppClient.ReadAsync(await signedIn.GetAsync($"runs?model={model}"))).GetProperty("runs").GetArrayLength();

    private static async Task<byte[]> ContentAsync(BlobClient blob, CancellationToken cancellation) =>
        (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();

    public static BlobClient Blob(AppClient client, string path)
    {
        var cut = path.IndexOf('/');
        return client.Blobs.GetBlobContainerClient(path[..cut]).GetBlobClient(path[(cut + 1)..]);
    }
}
