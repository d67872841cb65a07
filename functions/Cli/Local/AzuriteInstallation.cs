using System.Diagnostics;

namespace ServerlessMlops.Cli.Local;

/// <summary>The emulator's npm packages, installed from the lock file when they are missing or older than it.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>Installs what is missing; several processes may ask at once and one of them installs.</summary>
    /// <returns>The folder that holds <c>serve.js</c>.</returns>
    /// <exception cref="AzuriteFailedException">The folder is not there, or npm failed.</exception>
    public static async Task<string> EnsureAsync(string? toolFolder, IProgress<string>? progress, CancellationToken cancellation)
    {
        var folder = toolFolder ?? Find();
        if (IsCurrent(folder))
        {
            return folder;
        }
        await using var held = await LockAsync(Path.Combine(folder, ".install.lock"), cancellation);
        if (!IsCurrent(folder))
        {
            progress?.Report("Installing the storage emulator (npm ci, once)");
            await RunNpmAsync(folder, cancellation);
            File.Copy(LockFile(folder), Installed(folder), overwrite: true);
        }
        return folder;
    }

    private static string LockFile(string folder) => Path.Combine(folder, "package-lock.json");

    // A copy of the lock file that npm last installed from; npm ci empties the folder first, so a torn install leaves no copy.
    private static string Installed(string folder) => Path.Combine(folder, "node_modules", ".installed-lock.json");

    private static bool IsCurrent(string folder) =>
        File.Exists(Installed(folder)) && File.ReadAllBytes(Installed(folder)).AsSpan().SequenceEqual(File.ReadAllBytes(LockFile(folder)));

    private static string Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var folder = Path.Combine(at.FullName, "tools", "azurite");
                if (File.Exists(LockFile(folder)))
                {
                    return folder;
                }
            }
        }
        throw new AzuriteFailedException(
            $"No tools/azurite/package-lock.json above {AppContext.BaseDirectory} or {Environment.CurrentDirectory}.");
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(LockRetry, TimeProvider.System, cancellation); // Another process is installing.
            }
        }
    }

    private static async Task RunNpmAsync(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "ci", "--no-audit", "--no-fund", "--loglevel", "error" },
        };
        using var npm = Process.Start(start) ?? throw new AzuriteFailedException("npm could not be started; install Node.js 20 or later.");
        var output = npm.StandardOutput.ReadToEndAsync(cancellation);
        var errors = npm.StandardError.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
        {
            throw new AzuriteFailedException($"npm ci in {folder} ended with {npm.ExitCode}: {await errors}{await output}");
        }
    }
}
