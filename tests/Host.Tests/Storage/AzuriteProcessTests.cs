using System.Diagnostics;
using Azure.Storage.Blobs;
using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Host.Tests.Storage;

public sealed class AzuriteProcessTests
{
    [Fact]
    public async Task What_was_written_is_there_after_a_restart_and_no_process_is_left()
    {
        var folder = Directory.CreateTempSubdirectory("mlops-azurite-");
        var options = new AzuriteOptions { Location = folder.FullName };
        int pid;
        await using (var first = await AzuriteProcess.StartAsync(options, null, CancellationToken.None))
        {
            pid = first.Pid;
            var container = new BlobContainerClient(first.ConnectionString, "kept");
            await container.CreateAsync();
            await container.UploadBlobAsync("x", BinaryData.FromString("still here"));
        }
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid));
        await using (var second = await AzuriteProcess.StartAsync(options, null, CancellationToken.None))
        {
            var blob = new BlobClient(second.ConnectionString, "kept", "x");
            Assert.Equal("still here", (await blob.DownloadContentAsync()).Value.Content.ToString());
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_ends_when_its_parent_is_killed_without_a_chance_to_tidy_up()
    {
        // The parent is a process of its own that starts the emulator as StartAsync does, with a pipe to its standard input.
        const string Parent = """
            const child = require("child_process").spawn("node",
              ["serve.js", "--silent", "--disableTelemetry", "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"],
              { stdio: ["pipe", "pipe", "inherit"] });
            child.stdout.on("data", text => { if (String(text).includes("Table service is successfully listening")) console.log(child.pid); });
            """;
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, WorkingDirectory = ToolFolder(), ArgumentList = { "-e", Parent } };
        using var parent = Process.Start(start)!;
        using var child = Process.GetProcessById(int.Parse((await parent.StandardOutput.ReadLineAsync())!));
        parent.Kill(entireProcessTree: false);
        await child.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(child.HasExited);
    }

    [Fact]
    public async Task A_start_that_fails_says_why_and_leaves_nothing()
    {
        await using var first = await AzuriteProcess.StartAsync(new AzuriteOptions(), null, CancellationToken.None);
        var taken = new AzuriteOptions { BlobPort = first.BlobEndpoint.Port };
        var failed = await Assert.ThrowsAsync<AzuriteFailedException>(() => AzuriteProcess.StartAsync(taken, null, CancellationToken.None));
        Assert.Contains("EADDRINUSE", failed.Message, StringComparison.Ordinal);
    }

    private static string ToolFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "tools", "azurite", "serve.js")))
        {
            at = at.Parent!;
        }
        return Path.Combine(at.FullName, "tools", "azurite");
    }
}
