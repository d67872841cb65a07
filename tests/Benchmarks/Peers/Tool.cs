using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServerlessMlops.Benchmarks.Peers;

/// <summary>Other people's programs: run to the end, or started and ended by their process id.</summary>
internal static class Tool
{
    /// <exception cref="InvalidOperationException">It is missing, or ended with an error; the message tells its last words.</exception>
    public static async Task<string> RunAsync(string file, string[] arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(file, arguments, folder, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {Last(await error + await output)}");
    }

    public static Process Start(string file, string[] arguments, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{file} is not there: {missing.Message}", missing);
        }
    }

    /// <summary>Keeps reading what a server writes, so that it never waits for a reader.</summary>
    public static Process Drained(this Process process)
    {
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static void End(Process? process)
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process?.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Copies a peer's files to a folder of the run and installs its packages there.</summary>
    public static async Task<string> InstallAsync(string peer, string folder)
    {
        var target = Path.Combine(folder, peer);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "npm", peer)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }

        await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], target);
        return target;
    }

    private static string Last(string text) => text.Trim() is var all && all.Length > 400 ? all[^400..] : all;
}
