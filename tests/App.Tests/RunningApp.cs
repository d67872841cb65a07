using Microsoft.Extensions.Hosting;
using ServerlessMlops.App.Tests;
using ServerlessMlops.Tests.Support;

[assembly: AssemblyFixture(typeof(RunningApp))]

namespace ServerlessMlops.App.Tests;

/// <summary>The whole app in this process, on the storage emulator, for every test here; tests keep apart by their models' names.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private readonly string folder = Directory.CreateTempSubdirectory("mlops-app-tests-").FullName;
    private IHost? host;

    public AppClient Client { get; private set; } = null!;

    public IServiceProvider Services => host!.Services;

    public string Storage => azurite.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        host = MlopsApp.Build(
        [
            $"--AzureWebJobsStorage={azurite.ConnectionString}", $"--Mlops:StateFolder={folder}", "--Mlops:Url=http://127.0.0.1:0",
            "--Mlops:BlobPollInterval=00:00:00.2", "--Logging:LogLevel:Default=Warning",
        ]);
        await host.StartAsync();
        Client = new(StartedApp.AddressOf(folder), folder, azurite.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.StopAsync();
            host.Dispose();
        }

        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
