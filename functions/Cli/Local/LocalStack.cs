namespace ServerlessMlops.Cli.Local;

/// <summary>Storage and the app on this machine, started and stopped together.</summary>
public sealed class LocalStack : IAsyncDisposable
{
    private readonly AzuriteProcess storage;
    private readonly AppProcess app;

    private LocalStack(AzuriteProcess storage, AppProcess app) => (this.storage, this.app) = (storage, app);

    public Uri Url => app.Url;

    public string StorageConnectionString => storage.ConnectionString;

    public ChildProcess App => app.Child;

    public Task StorageExited => storage.Exited;

    public Task AppExited => app.Exited;

    /// <param name="port">Of the app; 0 is a free one. Storage always takes free ones.</param>
    public static async Task<LocalStack> StartAsync(
        StateFolder state,
        int port,
        IEnumerable<KeyValuePair<string, string>> settings,
        IProgress<string> progress,
        TimeProvider time,
        CancellationToken cancellation)
    {
        state.Create();
        var storage = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = state.AzuriteFolder }, progress, cancellation);
        try
        {
            progress.Report("Starting the app");
            return new LocalStack(storage, await AppProcess.StartAsync(state, storage.ConnectionString, port, settings, time, cancellation));
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>The app first: what it has in flight still needs storage.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
    }
}
