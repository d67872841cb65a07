using Microsoft.Extensions.Logging;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Every minute: what was appended to the audit record is included in the transparency log, under a new signed checkpoint.</summary>
public sealed partial class IntegrateLedger(Sequencer sequencer, ILogger<IntegrateLedger> logger)
{
    [Function(Names.IntegrateLedger)]
    public async Task Run([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var pass = await sequencer.RunAsync(cancellation);
        if (pass.Included > 0)
        {
            LogIncluded(pass.Included, pass.Size);
        }

        foreach (var fault in pass.Faults)
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "The ledger took in {Included} entries and has {Size}.")]
    private partial void LogIncluded(int included, long? size);

    [LoggerMessage(LogLevel.Error, "The ledger leaves a chain out. {Fault}")]
    private partial void LogFault(string fault);
}
