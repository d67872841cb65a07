using System.Diagnostics;

namespace ServerlessMlops.Cli.Local;

/// <summary>
/// The storage emulator as a child process on the loopback. It ends when this object is disposed, and when this process is killed:
/// the child watches its standard input, whose other end closes then.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The emulator's published development account; it opens nothing but an emulator.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(6);

    private readonly Process process;

    private AzuriteProcess(Process process, AzuritePorts ports)
    {
        this.process = process;
        BlobEndpoint = new Uri($"http://127.0.0.1:{ports.Blob}/{Account}");
        QueueEndpoint = new Uri($"http://127.0.0.1:{ports.Queue}/{Account}");
        TableEndpoint = new Uri($"http://127.0.0.1:{ports.Table}/{Account}");
    }

    /// <summary>Connection string of all three services.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>The blob service.</summary>
    public Uri BlobEndpoint { get; }

    /// <summary>The queue service.</summary>
    public Uri QueueEndpoint { get; }

    /// <summary>The table service.</summary>
    public Uri TableEndpoint { get; }

    /// <summary>The child's process id.</summary>
    public int Pid => process.Id;

    /// <summary>Completes when the child has ended, whoever ended it.</summary>
    public Task Exited => process.WaitForExitAsync();

    /// <summary>Installs the emulator when need be, starts it, and waits until its three services listen.</summary>
    /// <exception cref="AzuriteFailedException">It could not be installed, or ended before it listened.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        var folder = await AzuriteInstallation.EnsureAsync(options.ToolFolder, progress, cancellation);
        progress?.Report("Starting local storage");
        var process = Process.Start(StartInfo(folder, options))
            ?? throw new AzuriteFailedException("node could not be started; install Node.js 20 or later.");
        try
        {
            return new AzuriteProcess(process, await AzuritePorts.ReadAsync(process, cancellation));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends the child gently, then by force after 6 s. Ending it gently lets it save its index.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(StopGrace);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string folder, AzuriteOptions options)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "serve.js", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
                "--blobPort", $"{options.BlobPort}", "--queuePort", $"{options.QueuePort}", "--tablePort", $"{options.TablePort}",
            },
        };
        string[] persistence = options.Location is null ? ["--inMemoryPersistence"] : ["--location", Path.GetFullPath(options.Location)];
        foreach (var argument in persistence)
        {
            start.ArgumentList.Add(argument);
        }
        return start;
    }
}
