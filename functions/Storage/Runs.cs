using System.Globalization;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>Whose the upload is: the first claim's, and nobody else's.</summary>
public abstract record ClaimOutcome(RunRecord Run)
{
    public sealed record New(RunRecord Run) : ClaimOutcome(Run);

    /// <summary>Claimed before. The caller still makes sure that its orchestration exists: a claim may have been cut off behind its row.</summary>
    public sealed record Duplicate(RunRecord Run) : ClaimOutcome(Run);
}

/// <param name="Continuation">Hand it back for the next page; null at the end.</param>
public sealed record RunPage(IReadOnlyList<RunRecord> Runs, string? Continuation);

/// <summary>One record a run. The claim row is the arbiter of "one run for one upload"; a second row keeps the newest first.</summary>
/// <remarks>Both rows lie in one partition, so that one transaction writes both; see docs/decisions/0260.</remarks>
public sealed class Runs(StorageClients clients, TimeProvider time)
{
    private const string Partition = "runs";
    private const string ClaimPrefix = "id.";
    private const string TimePrefix = "time.";

    private readonly TableClient _table = clients.Table(StorageNames.RunsTable);

    /// <summary>Insert-only: of ten claims of one upload, one is <see cref="ClaimOutcome.New"/>.</summary>
    public async Task<ClaimOutcome> ClaimAsync(RunRequest request, CancellationToken cancellation = default)
    {
        var run = new RunRecord { Request = request, State = RunState.Received, UpdatedAt = time.GetUtcNow() };
        TableTransactionAction[] rows = [TableCalls.Insert(ClaimRow(run)), TableCalls.Insert(TimeRow(run))];
        return await _table.TrySubmitAsync(rows, cancellation)
            ? new ClaimOutcome.New(run)
            : new ClaimOutcome.Duplicate(await GetAsync(request.RunId, cancellation) ?? throw new RunNotFoundException(request.RunId));
    }

    public async Task<RunRecord?> GetAsync(string runId, CancellationToken cancellation = default) =>
        RunIds.IsValid(runId) && await _table.FindAsync(Partition, ClaimPrefix + runId, cancellation) is { } row ? JsonRow.Read<RunRecord>(row) : null;

    /// <summary>Changes the record as it is now: where another writer was first, <paramref name="change"/> is asked again with what that one wrote.</summary>
    /// <param name="change">Pure. An equal record means that nothing is written.</param>
    /// <exception cref="RunNotFoundException">Nobody claimed it.</exception>
    public async Task<RunRecord> UpdateAsync(string runId, Func<RunRecord, RunRecord> change, CancellationToken cancellation = default)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            var row = await _table.FindAsync(Partition, ClaimPrefix + runId, cancellation) ?? throw new RunNotFoundException(runId);
            var before = JsonRow.Read<RunRecord>(row);
            var changed = change(before);
            if (changed == before)
            {
                return before;
            }

            var after = changed with { Request = before.Request, UpdatedAt = time.GetUtcNow() };
            TableTransactionAction[] rows = [TableCalls.Replace(ClaimRow(after), row.ETag), new(TableTransactionActionType.UpsertReplace, TimeRow(after))];
            if (await _table.TrySubmitAsync(rows, cancellation))
            {
                return after;
            }
        }

        throw new ContentionException($"Run {runId}", TableCalls.MaxRounds);
    }

    /// <summary>Newest drop first.</summary>
    /// <param name="top">1 to 500.</param>
    /// <param name="continuation">Of the page before; see <see cref="IsContinuation"/>.</param>
    public async Task<RunPage> ListAsync(
        string? model = null, RunState? state = null, int top = 50, string? continuation = null, CancellationToken cancellation = default)
    {
        var size = Math.Clamp(top, 1, 500);
        var runs = new List<RunRecord>(size);
        string? last = null;
        var after = IsContinuation(continuation) ? TimePrefix + continuation : null;
        await foreach (var row in _table.Range(Partition, TimePrefix, cancellation, after, Filter(model, state), size + 1))
        {
            // One more than asked for was found, so that the last page says it is the last.
            if (runs.Count == size)
            {
                return new RunPage(runs, last);
            }

            runs.Add(JsonRow.Read<RunRecord>(row));
            last = row.RowKey[TimePrefix.Length..];
        }

        return new RunPage(runs, null);
    }

    /// <summary>Whether a caller's text can be a continuation; anything else reads from the start.</summary>
    public static bool IsContinuation(string? text) => text is { Length: > 20 and <= 100 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');

    private static string? Filter(string? model, RunState? state) => (model, state) switch
    {
        (null, null) => null,
        ({ } name, null) => TableClient.CreateQueryFilter($"Model eq {name}"),
        (null, { } only) => TableClient.CreateQueryFilter($"State eq {only.ToString()}"),
        ({ } name, { } only) => TableClient.CreateQueryFilter($"Model eq {name} and State eq {only.ToString()}"),
    };

    private static TableEntity ClaimRow(RunRecord run) => JsonRow.Of(Partition, ClaimPrefix + run.Request.RunId, run);

    private static TableEntity TimeRow(RunRecord run)
    {
        // Tables sort ascending; what is left until the end of time sorts the newest first.
        var left = (DateTimeOffset.MaxValue.UtcTicks - run.Request.DroppedAt.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
        var row = JsonRow.Of(Partition, $"{TimePrefix}{left}.{run.Request.RunId}", run);
        row["Model"] = run.Request.Model;
        row["State"] = run.State.ToString();
        return row;
    }
}

/// <summary>An update of a run that nobody claimed.</summary>
public sealed class RunNotFoundException(string runId) : Exception($"No run {runId} was claimed.")
{
    public string RunId { get; } = runId;
}
