using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Tests.Support;

/// <summary>One storage emulator for the test process, in memory and on free ports. Tests keep apart by the names of their containers.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? azurite;

    /// <summary>The emulator.</summary>
    public AzuriteProcess Storage => azurite ?? throw new InvalidOperationException("The emulator has not been started.");

    /// <summary>Connection string of its three services.</summary>
    public string ConnectionString => Storage.ConnectionString;

    public async ValueTask InitializeAsync() =>
        azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), progress: null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
