using System.Globalization;
using Azure.Storage.Blobs;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage;

/// <summary>Receipts: each run's own at <c>runs/{id}/receipt.*</c>, and the newest drop's beside the dropped file.</summary>
/// <remarks>A receipt is never taken for a drop: see <see cref="DatasetNames.IsReceipt"/>.</remarks>
public sealed class Receipts(StorageClients clients)
{
    private readonly BlobContainerClient _runs = clients.Container(StorageNames.RunDocuments);
    private readonly BlobContainerClient _datasets = clients.Container(StorageNames.Datasets);
    private readonly BlobContainerClient _models = clients.Container(StorageNames.ModelsIn);

    /// <returns>True where it also lies beside the file; false where a newer drop's receipt does, or somebody else's blob.</returns>
    public async Task<bool> WriteAsync(RunRequest request, Receipt receipt, string html, CancellationToken cancellation = default)
    {
        var mark = new Mark(request.Path, request.RunId, request.ETag, request.DroppedAt, receipt.State, null, request.Evaluation is not null);
        var isBeside = true;
        foreach (var file in ReceiptBlobs.Files(receipt, html))
        {
            var own = _runs.GetBlobClient($"{request.RunId}/receipt{file.Ending}");
            await ReceiptBlobs.PutAsync(own, file, mark.Metadata, null, cancellation);
            isBeside &= await PutIfNewestAsync(mark, file, cancellation);
        }

        return isBeside;
    }

    /// <summary>
    /// A receipt for a blob that cannot have a run. Said once for one reason, however often the blob changes and a sweep looks.
    /// </summary>
    /// <returns>False where it lay there already, or a newer drop's does.</returns>
    public async Task<bool> RefuseAsync(DropOutcome.Refused refused, Receipt receipt, string html, CancellationToken cancellation = default)
    {
        var mark = new Mark(refused.Blob.Path, receipt.RunId, refused.Blob.ETag, refused.Blob.DroppedAt, receipt.State, refused.Why.Code, refused.IsModel);
        var isBeside = true;
        foreach (var file in ReceiptBlobs.Files(receipt, html))
        {
            isBeside &= await PutIfNewestAsync(mark, file, cancellation);
        }

        return isBeside;
    }

    /// <summary>Whether it was said already, so that nothing need be made.</summary>
    public async Task<bool> IsRefusedAsync(DropOutcome.Refused refused, CancellationToken cancellation = default) =>
        await Zone(refused.IsModel).GetBlobClient(Beside(refused.Blob.Path, ".html")).FindPropertiesAsync(cancellation) is { } there
        && there.Metadata.TryGetValue("refused", out var code) && code == refused.Why.Code;

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

    // The mark of the receipt that lies there and its ETag decide: an older drop never covers a newer one's, whatever the order of writes.
    private async Task<bool> PutIfNewestAsync(Mark mark, ReceiptFile file, CancellationToken cancellation)
    {
        var blob = Zone(mark.IsModel).GetBlobClient(Beside(mark.Path, file.Ending));
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            var there = await blob.FindPropertiesAsync(cancellation);
            if (there is not null && !await IsNewestAsync(mark, there.Metadata, cancellation))
            {
                return false;
            }

            var put = await ReceiptBlobs.PutAsync(blob, file, mark.Metadata, ReceiptBlobs.Over(there), cancellation);
            if (put != ReceiptPut.Overtaken)
            {
                return put == ReceiptPut.Written;
            }
        }

        throw new ContentionException(blob.Name, TableCalls.MaxRounds);
    }

    private async Task<bool> IsNewestAsync(Mark mark, IDictionary<string, string> there, CancellationToken cancellation)
    {
        var isOwn = there.TryGetValue("runid", out var runId) && runId == mark.RunId;
        var isUnchanged = there.TryGetValue("state", out var state) && state == nameof(RunState.Unchanged);
        if (isOwn || isUnchanged
            || !there.TryGetValue("dropped", out var text) || !long.TryParse(text, CultureInfo.InvariantCulture, out var dropped))
        {
            // An "unchanged" receipt speaks of the same content: the run that it names may go on reporting over it.
            return true;
        }

        if (dropped != mark.DroppedAt.UtcTicks)
        {
            return dropped < mark.DroppedAt.UtcTicks;
        }

        // Storage dates uploads to the second; of two in one second, the later is the one that lies there.
        var file = await Zone(mark.IsModel).GetBlobClient(mark.Path).FindPropertiesAsync(cancellation);
        return file?.ETag.ToString().Trim('"') == mark.ETag;
    }

    private BlobContainerClient Zone(bool isModel) => isModel ? _models : _datasets;

    private static string Beside(string path, string ending) => $"{path}.receipt{ending}";

    /// <summary>Which drop a receipt speaks of, kept as the metadata of its blobs.</summary>
    private sealed record Mark(string Path, string RunId, string ETag, DateTimeOffset DroppedAt, RunState State, string? Refused, bool IsModel)
    {
        public Dictionary<string, string> Metadata
        {
            get
            {
                var metadata = new Dictionary<string, string>
                {
                    ["runid"] = RunId,
                    ["state"] = State.ToString(),
                    ["dropped"] = DroppedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
                };
                if (Refused is not null)
                {
                    metadata["refused"] = Refused;
                }

                return metadata;
            }
        }
    }
}
