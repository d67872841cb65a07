using System.Diagnostics;
using System.Net;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Kills;

/// <summary>A state folder on a disk of four megabytes, filled to the last byte while a run waits for a person.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private readonly string folder = Directory.CreateTempSubdirectory("mlops-full-disk-").FullName;
    private StartedApp? app;
    private bool mounted;

    public ValueTask InitializeAsync() => azurite.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await azurite.DisposeAsync();
        if (mounted)
        {
            Run("umount", folder);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_is_answered_with_503_and_the_same_request_goes_through_once_there_is_room()
    {
        const string model = "full-disk";
        Lacking.Unless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a small disk needs root on Linux.");
        mounted = Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder);
        Lacking.Unless(mounted, "This system mounts no tmpfs.");
        app = await StartedApp.StartAsync(folder, azurite.ConnectionString);
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);

        var filler = Path.Combine(folder, "filler");
        Fill(filler);
        var refused = await dana.PostAsync($"runs/{runId}/claim", null);
        for (var tries = 0; refused.IsSuccessStatusCode && tries < 50; tries++)
        {
            // The log of the state file may still have pages of its own to write to.
            Fill(filler);
            refused = await dana.PostAsync($"runs/{runId}/claim", null);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);
        File.Delete(filler);

        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        await app.Client.UntilAsync(dana, runId, RunState.AwaitingApproval);
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Append);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full, as it was meant to be.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
