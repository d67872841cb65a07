using ServerlessMlops.App.Tests;
using ServerlessMlops.Tests.Support;

[assembly: AssemblyFixture(typeof(RunningApp))]

namespace ServerlessMlops.App.Tests;

/// <summary>The whole app in this process, on the storage emulator, for every test here; tests keep apart by their models' names.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private AppInProcess? app;

    public AppClient Client => app!.Client;

    public IServiceProvider Services => app!.Services;

    public string Storage => azurite.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        app = await AppInProcess.StartAsync(azurite.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await azurite.DisposeAsync();
    }
}
