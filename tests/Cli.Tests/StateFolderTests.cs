using System.Diagnostics;
using System.Runtime.Versioning;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Cli.Tests;

public sealed class StateFolderTests
{
    private static readonly DateTimeOffset Later = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact, UnsupportedOSPlatform("windows")]
    public void A_token_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new TestFolder();
        new StateFolder(folder.Path).KeepToken(new SignedIn("secret", "dana@example.org", ["DataScientist"], Later));
        var file = Assert.Single(Directory.GetFiles(folder.In("tokens")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Tokens_are_kept_by_user_whatever_characters_the_name_has()
    {
        using var folder = new TestFolder();
        var state = new StateFolder(folder.Path);
        state.KeepToken(new SignedIn("one", "a/../b@example.org", [], Later));
        state.KeepToken(new SignedIn("two", "b@example.org", [], Later));
        Assert.Equal("one", state.FindToken("A/../b@example.org")?.Token);
        Assert.Equal("two", state.FindToken("b@example.org")?.Token);
        Assert.Null(state.FindToken("c@example.org"));
    }

    [Fact]
    public void Two_processes_cannot_hold_one_folder()
    {
        using var folder = new TestFolder();
        var state = new StateFolder(folder.Path);
        using (var held = state.Hold())
        {
            Assert.NotNull(held);
            Assert.Null(state.Hold());
        }

        using var again = state.Hold();
        Assert.NotNull(again);
    }

    [Fact]
    public void What_a_dead_process_left_is_not_taken_for_a_running_app()
    {
        using var folder = new TestFolder();
        var state = new StateFolder(folder.Path);
        using var self = Process.GetCurrentProcess();
        var alive = ChildProcess.Of(self);
        state.Write(new UpRecord(new Uri("http://127.0.0.1:1"), alive, alive with { StartedAt = alive.StartedAt.AddDays(-1) }, "", Later));
        Assert.False(state.Up!.IsAlive);
        state.Write(new UpRecord(new Uri("http://127.0.0.1:1"), alive, alive, "", Later));
        Assert.True(state.Up!.IsAlive);
    }

    [Fact]
    public void A_torn_up_file_counts_as_none()
    {
        using var folder = new TestFolder();
        folder.Write("up.json", "{\"url\":");
        Assert.Null(new StateFolder(folder.Path).Up);
    }
}
