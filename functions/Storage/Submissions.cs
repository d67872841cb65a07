using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <summary>Who announced a file before dropping it, signed in: a blob carries no identity, this does.</summary>
/// <param name="Digest">SHA-256 of the file's content.</param>
/// <param name="Submitter">The signed-in name.</param>
public sealed record Submission(string Model, string File, string Digest, string Submitter, DateTimeOffset RegisteredAt);

/// <summary>A drop is bound to its submitter by model, file and content digest. The first to announce a content is its submitter.</summary>
public sealed class Submissions(StorageClients clients, TimeProvider time)
{
    private readonly TableClient _table = clients.Table(StorageNames.RunsTable);

    /// <returns>What stands: the caller's, or the earlier one of somebody else (then <see cref="Submission.Submitter"/> is not the caller).</returns>
    public async Task<Submission> RegisterAsync(string caller, string model, string file, string digest, CancellationToken cancellation = default)
    {
        var submission = new Submission(model, file, digest, caller, time.GetUtcNow());
        return await _table.TryInsertAsync(JsonRow.Of(Partition(model), Key(file, digest), submission), cancellation)
            ? submission
            : await FindAsync(model, file, digest, cancellation) ?? submission;
    }

    public async Task<Submission?> FindAsync(string model, string file, string digest, CancellationToken cancellation = default) =>
        ModelNames.IsValid(model) && await _table.FindAsync(Partition(model), Key(file, digest), cancellation) is { } row
            ? JsonRow.Read<Submission>(row)
            : null;

    private static string Partition(string model) => $"submission.{model}";

    private static string Key(string file, string digest) => Digests.Sha256Hex($"{file}\0{digest}");
}
