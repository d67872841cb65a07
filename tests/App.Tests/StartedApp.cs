using System.Diagnostics;
using System.Text.Json;

namespace ServerlessMlops.App.Tests;

/// <summary>The app as a process of its own, to be killed.</summary>
public sealed class StartedApp : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> log = [];

    private StartedApp(Process process) => this.process = process;

    public AppClient Client { get; private set; } = null!;

    public static async Task<StartedApp> StartAsync(string folder, string storage)
    {
        File.Delete(AddressFile(folder));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "ServerlessMlops.App.dll"), $"--AzureWebJobsStorage={storage}", $"--Mlops:StateFolder={folder}",
            "--Mlops:Url=http://127.0.0.1:0", "--Mlops:BlobPollInterval=00:00:00.2", "--Logging:LogLevel:Default=Warning",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var app = new StartedApp(Process.Start(start)!);
        try
        {
            await app.ListenAsync(folder, storage);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private async Task ListenAsync(string folder, string storage)
    {
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(AddressFile(folder)))
        {
            Assert.False(process.HasExited, $"The app ended with {(process.HasExited ? process.ExitCode : 0)}: {Log}");
            await ticks.WaitForNextTickAsync(patience.Token);
        }

        Client = new(AddressOf(folder), folder, storage);
    }

    public string Log
    {
        get
        {
            lock (log)
            {
                return string.Join('\n', log);
            }
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public static Uri AddressOf(string folder) =>
        new(JsonDocument.Parse(File.ReadAllBytes(AddressFile(folder))).RootElement.GetProperty("url").GetString()!);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static string AddressFile(string folder) => Path.Combine(folder, "host.address.json");

    private void Note(string? line)
    {
        lock (log)
        {
            log.Add(line ?? "");
        }
    }
}
