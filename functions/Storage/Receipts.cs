using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>Receipts: each run's own at <c>runs/{id}/receipt.*</c>, and the newest run's beside the dropped file.</summary>
/// <remarks><c>train.csv.receipt.json</c> does not end in <c>.csv</c>: a receipt is never taken for a drop.</remarks>
public sealed class Receipts(StorageClients clients, TimeProvider time)
{
    private const string Html = "text/html; charset=utf-8";

    private readonly BlobContainerClient _runs = clients.Container(StorageNames.RunDocuments);
    private readonly BlobContainerClient _datasets = clients.Container(StorageNames.Datasets);

    /// <returns>True where it also lies beside the file; false where a newer run's receipt does.</returns>
    public async Task<bool> WriteAsync(RunRequest request, Receipt receipt, string html, CancellationToken cancellation = default)
    {
        var json = MlopsJson.WriteBytes(receipt);
        var page = Encoding.UTF8.GetBytes(html);
        var stamp = Stamp(request, receipt);
        await PutAsync(_runs.GetBlobClient($"{request.RunId}/receipt.json"), json, ArtifactStore.Json, stamp, null, cancellation);
        await PutAsync(_runs.GetBlobClient($"{request.RunId}/receipt.html"), page, Html, stamp, null, cancellation);
        return await PutIfNewestAsync($"{request.Path}.receipt.json", json, ArtifactStore.Json, request, stamp, cancellation)
            & await PutIfNewestAsync($"{request.Path}.receipt.html", page, Html, request, stamp, cancellation);
    }

    /// <summary>A receipt for a file that cannot have a run, as its path names no model. Written once: it says the same at every sweep.</summary>
    public async Task RefuseAsync(string path, string verdict, CancellationToken cancellation = default)
    {
        var cut = path.LastIndexOf('/') + 1;
        var receipt = new Receipt
        {
            RunId = RunIds.For("", path, ""),
            Model = path[..Math.Max(0, cut - 1)],
            File = path[cut..],
            State = RunState.Rejected,
            Verdict = verdict,
            UpdatedAt = time.GetUtcNow(),
            Problems = [new Problem("PATH", verdict, File: path, Expected: $"datasets/{{model}}/{{file}}, the model {ModelNames.Expected}")],
        };
        var once = new BlobRequestConditions { IfNoneMatch = ETag.All };
        await PutAsync(
            _datasets.GetBlobClient($"{path}.receipt.json"), MlopsJson.WriteBytes(receipt), ArtifactStore.Json, new Dictionary<string, string>(), once, cancellation);
    }

    /// <summary>A run's own receipt; null where none was written yet.</summary>
    public async Task<Receipt?> ReadAsync(string runId, CancellationToken cancellation = default)
    {
        if (!RunIds.IsValid(runId))
        {
            return null;
        }

        using var download = await _runs.GetBlobClient($"{runId}/receipt.json").TryOpenAsync(null, cancellation);
        if (download is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await download.Content.CopyToAsync(content, cancellation);
        return MlopsJson.Read<Receipt>(content.ToArray());
    }

    // The stamp of the receipt that lies there and its ETag decide: an older run never covers a newer one's, whatever the order of writes.
    private async Task<bool> PutIfNewestAsync(
        string path, byte[] content, string mediaType, RunRequest request, Dictionary<string, string> stamp, CancellationToken cancellation)
    {
        var blob = _datasets.GetBlobClient(path);
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            var there = await blob.FindPropertiesAsync(cancellation);
            if (there is not null && !await IsNewestAsync(request, there.Metadata, cancellation))
            {
                return false;
            }

            var unchanged = there is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = there.ETag };
            if (await PutAsync(blob, content, mediaType, stamp, unchanged, cancellation))
            {
                return true;
            }
        }

        throw new ContentionException(path, TableCalls.MaxRounds);
    }

    private async Task<bool> IsNewestAsync(RunRequest request, IDictionary<string, string> there, CancellationToken cancellation)
    {
        var isOwn = there.TryGetValue("runid", out var runId) && runId == request.RunId;
        var isUnchanged = there.TryGetValue("state", out var state) && state == nameof(RunState.Unchanged);
        if (isOwn || isUnchanged || !there.TryGetValue("dropped", out var text) || !long.TryParse(text, CultureInfo.InvariantCulture, out var dropped))
        {
            // An "unchanged" receipt speaks of the same content: the run that it names may go on reporting over it.
            return true;
        }

        if (dropped != request.DroppedAt.UtcTicks)
        {
            return dropped < request.DroppedAt.UtcTicks;
        }

        // Storage dates uploads to the second; of two in one second, the later is the one that lies there.
        var file = await _datasets.GetBlobClient(request.Path).FindPropertiesAsync(cancellation);
        return file?.ETag.ToString().Trim('"') == request.ETag;
    }

    private static async Task<bool> PutAsync(
        BlobClient blob, byte[] content, string mediaType, Dictionary<string, string> stamp, BlobRequestConditions? conditions, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = mediaType }, Metadata = stamp, Conditions = conditions };
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (conditions is not null && (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists))
        {
            return false;
        }
    }

    private static Dictionary<string, string> Stamp(RunRequest request, Receipt receipt) => new()
    {
        ["runid"] = request.RunId,
        ["state"] = receipt.State.ToString(),
        ["dropped"] = request.DroppedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
    };
}
