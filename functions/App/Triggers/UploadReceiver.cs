using Microsoft.Extensions.Logging;
using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>
/// Answers for what lies in the drop zone, whoever heard of it: a run, a refusing receipt, or nothing. Safe to be told again.
/// </summary>
public sealed partial class UploadReceiver(Datasets datasets, ModelsIn models, RunStarter starter, RefusalDesk refusals, ILogger<UploadReceiver> log)
{
    /// <summary>The event only says where to look: storage is asked what lies there now.</summary>
    public async Task HearAsync(DurableTaskClient durable, string path, CancellationToken cancellation)
    {
        if (DropRule.PassesOver(path) is { } why)
        {
            PassedOver(path, why);
        }
        else if (await datasets.FindAsync(path, cancellation) is { } blob)
        {
            await ReceiveAsync(durable, DropRule.Decide(blob), cancellation);
        }
        else
        {
            PassedOver(path, "nothing lies there any more");
        }
    }

    /// <summary>Of a brought model, or of the data beside one: the pair is looked for.</summary>
    public async Task HearOfModelAsync(DurableTaskClient durable, string path, CancellationToken cancellation)
    {
        if (DropRule.PassesOver(path) is { } why)
        {
            PassedOver(path, why);
        }
        else if (await models.FindAsync(path, cancellation) is { } drop)
        {
            await ReceiveAsync(durable, drop, cancellation);
        }
        else
        {
            PassedOver(path, "no model of this name lies there");
        }
    }

    public async Task ReceiveAsync(DurableTaskClient durable, DropOutcome drop, CancellationToken cancellation)
    {
        switch (drop)
        {
            case DropOutcome.Dataset { Request: var request }:
                await starter.StartAsync(durable, request, cancellation);
                break;
            case DropOutcome.Refused refused:
                await refusals.WriteAsync(refused, cancellation);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Path} is passed over: {Why}")]
    private partial void PassedOver(string path, string why);
}
