using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Starts the one run of one upload, from whichever event heard of it. The claim row decides; the instance is made sure of.</summary>
public sealed class RunStarter(Storage.Runs runs, AuditLog audit, ReceiptDesk receipts)
{
    private static readonly OrchestrationRuntimeStatus[] EveryStatus = [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];

    public async Task StartAsync(DurableTaskClient durable, RunRequest request, CancellationToken cancellation)
    {
        var claim = await runs.ClaimAsync(request, cancellation);
        if (claim.Run.IsEnded)
        {
            return;
        }

        await audit.AppendAsync(
            new(AuditChains.Run(request.RunId), "received", "run.received", Actor.Pipeline, null, request.Path, new Dictionary<string, string>
            {
                ["etag"] = request.ETag,
                ["bytes"] = $"{request.Length}",
                ["droppedAt"] = $"{request.DroppedAt:O}",
                ["claimedUploader"] = request.ClaimedUploader ?? "none",
            }),
            cancellation);
        if (claim is ClaimOutcome.New)
        {
            await receipts.WriteAsync(claim.Run, cancellation);
        }

        await EnsureInstanceAsync(durable, request, cancellation);
    }

    /// <summary>A finished instance must not be replaced, nor a running one ended: every status is deduplicated, and any refusal is looked at.</summary>
    public static async Task EnsureInstanceAsync(DurableTaskClient durable, RunRequest request, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(request.RunId, cancellation) is not null)
        {
            return;
        }

        try
        {
            var options = new StartOrchestrationOptions(request.RunId).WithDedupeStatuses(EveryStatus);
            await durable.ScheduleNewOrchestrationInstanceAsync(Names.PipelineRun, request, options, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Another event may have been first, with an exception type that differs by engine: if the instance is there, all is well.
            if (await durable.GetInstanceAsync(request.RunId, cancellation) is null)
            {
                throw;
            }
        }
    }
}
