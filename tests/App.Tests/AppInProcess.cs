using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServerlessMlops.App.Tests;

/// <summary>The app in this process, with a state folder of its own that goes with it.</summary>
public sealed class AppInProcess : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string folder;

    private AppInProcess(IHost host, string folder, string storage)
    {
        this.host = host;
        this.folder = folder;
        Client = new(StartedApp.AddressOf(folder), folder, storage);
    }

    public AppClient Client { get; }

    public IServiceProvider Services => host.Services;

    /// <param name="settings">As <c>--Name=value</c>, over the samples' settings.</param>
    public static async Task<AppInProcess> StartAsync(string storage, Action<IServiceCollection>? services = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("mlops-app-tests-").FullName;
        var host = MlopsApp.Build(
            [
                $"--AzureWebJobsStorage={storage}", $"--Mlops:StateFolder={folder}", "--Mlops:Url=http://127.0.0.1:0",
                "--Mlops:BlobPollInterval=00:00:00.2", "--Logging:LogLevel:Default=Warning", .. settings,
            ],
            services);
        await host.StartAsync();
        return new(host, folder, storage);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
