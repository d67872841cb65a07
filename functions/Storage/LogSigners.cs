using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage;

/// <summary>Who signs for the log; opened when it is first needed, because a key may lie in a service.</summary>
public sealed class LogSigners(Func<CancellationToken, Task<LogIdentity>> open)
{
    private LogIdentity? _opened;

    public async Task<LogIdentity> OpenAsync(CancellationToken cancellation = default) => _opened ??= await open(cancellation);
}
