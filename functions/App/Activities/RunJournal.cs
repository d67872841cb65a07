using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Runs;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The three records that each step leaves, in this order: the audit entry, the run's state, the receipt. Doing it twice changes nothing.</summary>
public sealed class RunJournal(Storage.Runs runs, AuditLog audit, ReceiptDesk receipts, TimeProvider time)
{
    public async Task<RunRecord> GetAsync(string runId, CancellationToken cancellation) =>
        await runs.GetAsync(runId, cancellation) ?? throw new RunNotFoundException(runId);

    /// <summary>Says where the run is, without a record of its own in the audit: the effect that follows has one.</summary>
    public Task<RunRecord> EnterAsync(string runId, RunState state, string detail, CancellationToken cancellation) =>
        runs.UpdateAsync(runId, run => RunProgress.Enter(run, state, time.GetUtcNow(), detail), cancellation);

    /// <summary>Says how far a long state is.</summary>
    public Task<RunRecord> ReportAsync(string runId, RunState state, string detail, CancellationToken cancellation) =>
        ChangeAsync(runId, run => RunProgress.Report(run, state, time.GetUtcNow(), detail), cancellation);

    /// <summary>Records an effect that has happened.</summary>
    /// <param name="key">Made from the effect; see <see cref="AuditEvent.Key"/>.</param>
    public async Task RecordAsync(
        RunRecord run, string action, string key, IReadOnlyDictionary<string, string> facts, CancellationToken cancellation, Actor? actor = null) =>
        await audit.AppendAsync(
            new(AuditChains.Run(run.Request.RunId), key, action, actor ?? Actor.Pipeline, run.Owner ?? run.Submitter, run.Request.Path, facts),
            cancellation);

    /// <summary>Changes the run's record and rewrites its receipt.</summary>
    public async Task<RunRecord> ChangeAsync(string runId, Func<RunRecord, RunRecord> change, CancellationToken cancellation)
    {
        var run = await runs.UpdateAsync(runId, change, cancellation);
        await receipts.WriteAsync(run, cancellation);
        return run;
    }

    public Task<RunRecord> ChangeAsync(string runId, RunState state, string? detail, Func<RunRecord, RunRecord> change, CancellationToken cancellation) =>
        ChangeAsync(runId, run => change(RunProgress.Enter(run, state, time.GetUtcNow(), detail)), cancellation);
}
