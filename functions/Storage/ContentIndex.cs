using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <summary>Which run took a content in first, so that a touch of the blob's metadata, or a second upload of the same bytes, starts no second run.</summary>
public sealed class ContentIndex(StorageClients clients)
{
    private readonly TableClient _table = clients.Table(StorageNames.RunsTable);

    /// <summary>Insert-only, and the same answer to the same run however often it asks.</summary>
    /// <param name="content">Digest of the file.</param>
    /// <param name="pipeline">Digest of the specification it is held to: the same data under another pipeline.yaml is another question.</param>
    /// <returns><paramref name="runId"/> where it is the first, else the id of the run that was.</returns>
    public async Task<string> FirstRunAsync(string model, string content, string? pipeline, string runId, CancellationToken cancellation = default)
    {
        var key = Key(content, pipeline);
        var row = new TableEntity(Partition(model), key) { ["RunId"] = runId };
        return await _table.TryInsertAsync(row, cancellation)
            ? runId
            : (await _table.FindAsync(Partition(model), key, cancellation))?.GetString("RunId") ?? runId;
    }

    /// <summary>Gives the content to a later run, where the earlier one ended without an answer (failed, expired).</summary>
    /// <returns>The run that holds it afterwards: of two that take over at once, one.</returns>
    public async Task<string> TakeOverAsync(
        string model, string content, string? pipeline, string earlierRunId, string runId, CancellationToken cancellation = default)
    {
        var row = await _table.FindAsync(Partition(model), Key(content, pipeline), cancellation);
        if (row is null || row.GetString("RunId") != earlierRunId)
        {
            return row?.GetString("RunId") ?? await FirstRunAsync(model, content, pipeline, runId, cancellation);
        }

        var tag = row.ETag;
        row["RunId"] = runId;
        return await _table.TrySubmitAsync([TableCalls.Replace(row, tag)], cancellation)
            ? runId
            : await FirstRunAsync(model, content, pipeline, runId, cancellation);
    }

    private static string Partition(string model) => $"content.{model}";

    private static string Key(string content, string? pipeline) => Digests.Sha256Hex($"{content}\0{pipeline}");
}
