using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>
/// Every five minutes: uploads that no event told of, runs whose orchestration was never started, specifications and policies without a receipt.
/// </summary>
/// <remarks>What was heard of is passed over, so that each is found once, however long the triggers were off.</remarks>
public sealed class Sweep(
    Datasets datasets, ModelsIn models, UploadReceiver uploads, Storage.Runs runs, SpecificationReceipts receipts, SpecificationDesk specifications,
    PolicyDesk policies)
{
    [Function(nameof(Sweep))]
    public async Task Run(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        await foreach (var blob in datasets.ListAsync(cancellation))
        {
            await ReceiveAsync(durable, DropRule.Decide(blob), cancellation);
        }

        await foreach (var drop in models.SweepAsync(cancellation))
        {
            await ReceiveAsync(durable, drop, cancellation);
        }

        foreach (var state in Enum.GetValues<RunState>().Where(state => state < RunState.Rejected))
        {
            await EnsureStartedAsync(durable, state, cancellation);
        }

        await policies.JudgeAsync(cancellation);
        await foreach (var folder in receipts.LookAsync(cancellation))
        {
            if (!folder.IsDone)
            {
                await specifications.JudgeAsync(folder, cancellation);
            }
        }
    }

    private async Task ReceiveAsync(DurableTaskClient durable, DropOutcome drop, CancellationToken cancellation)
    {
        if (drop is not DropOutcome.Dataset { Request.RunId: var runId } || await runs.GetAsync(runId, cancellation) is null)
        {
            await uploads.ReceiveAsync(durable, drop, cancellation);
        }
    }

    /// <summary>A process may have died between the claim and its orchestration; the upload may have gone since.</summary>
    private async Task EnsureStartedAsync(DurableTaskClient durable, RunState state, CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await runs.ListAsync(state: state, continuation: continuation, cancellation: cancellation);
            foreach (var run in page.Runs)
            {
                await RunStarter.EnsureInstanceAsync(durable, run.Request, cancellation);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
