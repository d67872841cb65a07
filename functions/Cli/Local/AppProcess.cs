using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ServerlessMlops.Cli.Local;

/// <summary>The app as a child process, its output in the state folder's log.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private const int TailLines = 15;
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly Task logging;

    private AppProcess(Process process, Task logging) => (this.process, this.logging) = (process, logging);

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public ChildProcess Child => ChildProcess.Of(process);

    /// <summary>Completes when the child has ended, whoever ended it.</summary>
    public Task Exited => process.WaitForExitAsync();

    /// <summary>Starts the app and waits until it answers.</summary>
    /// <param name="port">0 is a free one.</param>
    /// <param name="settings">Of its environment, beside those that say where it runs.</param>
    public static async Task<AppProcess> StartAsync(
        StateFolder state, string storageConnectionString, int port, IEnumerable<KeyValuePair<string, string>> settings, TimeProvider time, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(Repository.AppAssembly)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Repository.AppAssembly },
            Environment =
            {
                ["AzureWebJobsStorage"] = storageConnectionString,
                ["Mlops__StateFolder"] = state.Path,
                ["Mlops__Url"] = $"http://127.0.0.1:{port}",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        File.Delete(state.AddressFile);
        var process = Process.Start(start) ?? throw new CommandFault("dotnet could not be started.");
        var app = new AppProcess(process, LogAsync(process, state.LogFile));
        try
        {
            await app.ReadyAsync(state, time, cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>7071, as Azure's own local host has it, where nothing listens there; else a free one.</summary>
    public static int UsualPortOrFree()
    {
        const int usual = 7071;
        using var probe = new TcpListener(IPAddress.Loopback, usual);
        try
        {
            probe.Start();
            return usual;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Signals.EndAsync(process, StopGrace);
        await logging;
        process.Dispose();
    }

    private async Task ReadyAsync(StateFolder state, TimeProvider time, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < StartLimit)
        {
            if (process.HasExited)
            {
                await logging;
                throw new CommandFault($"The app ended while it started; the end of {state.LogFile}:\n{Tail(state.LogFile)}");
            }

            if (ReadUrl(state.AddressFile) is { } url && await AnswersAsync(http, url, cancellation))
            {
                Url = url;
                return;
            }

            await Task.Delay(Look, time, cancellation);
        }

        throw new CommandFault($"The app did not answer within {StartLimit.TotalSeconds:0} s; the end of {state.LogFile}:\n{Tail(state.LogFile)}");
    }

    private static Uri? ReadUrl(string addressFile)
    {
        if (!File.Exists(addressFile))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(addressFile));
        return new Uri(json.RootElement.GetProperty("url").GetString()!);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri url, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(url, "/api/health"), cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    private static async Task LogAsync(Process process, string logFile)
    {
        await using var log = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Copy(process.StandardOutput), Copy(process.StandardError));

        async Task Copy(StreamReader from)
        {
            while (await from.ReadLineAsync() is { } line)
            {
                await gate.WaitAsync();
                await log.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
                await log.FlushAsync();
                gate.Release();
            }
        }
    }

    private static string Tail(string logFile)
    {
        using var reader = new StreamReader(new FileStream(logFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(TailLines));
    }
}
