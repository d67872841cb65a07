using System.Diagnostics;
using System.Runtime.Versioning;
using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Cli.Tests;

/// <summary>The launcher on a machine that lacks something: a PATH that holds only what the test puts there.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests
{
    private const int Unavailable = 69;
    private static readonly string Launcher = Path.Combine(Repository.Root, "mlops");

    public LauncherTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The launcher for Linux and macOS needs bash; Windows has mlops.cmd.");

    [Fact]
    public async Task It_is_a_well_formed_and_executable_script()
    {
        Assert.True(File.GetUnixFileMode(Launcher).HasFlag(UnixFileMode.UserExecute));
        var (code, _, error) = await RunAsync("/bin/bash", ["-n", Launcher], Environment.GetEnvironmentVariable("PATH")!);
        Assert.True(code == 0, error);
    }

    [Fact]
    public async Task Without_node_it_says_so_and_how_to_mend_it() => await Lacks("Node.js is missing", "nodejs", ["npm", "dotnet"]);

    [Fact]
    public async Task An_old_node_is_refused_by_its_version() => await Lacks("Node.js v18.19.0 is too old", "nodejs", ["npm", "dotnet"], ("node", "echo v18.19.0"));

    [Fact]
    public async Task Without_npm_it_says_so() => await Lacks("npm is missing", "npm", ["dotnet"], ("node", "echo v22.1.0"));

    [Fact]
    public async Task Without_dotnet_it_says_so() => await Lacks(".NET SDK 10 is missing", "--channel 10.0", ["npm"], ("node", "echo v22.1.0"));

    [Fact]
    public async Task A_machine_of_another_kind_is_refused() => await Refused("this machine is riscv64", [], ("uname", "[ \"$1\" = -m ] && echo riscv64 || echo Linux"));

    [Fact]
    public async Task Another_system_is_refused() => await Refused("this is FreeBSD", [], ("uname", "[ \"$1\" = -m ] && echo x86_64 || echo FreeBSD"));

    private static async Task Lacks(string what, string cure, string[] present, params (string Name, string Body)[] tools)
    {
        var error = await Refused(what, present, tools);
        var mend = Assert.Single(error.Split('\n'), line => line.StartsWith("mlops: mend it with:", StringComparison.Ordinal));
        Assert.Contains(cure, mend);
    }

    private static async Task<string> Refused(string what, string[] present, params (string Name, string Body)[] tools)
    {
        using var folder = new TestFolder();
        foreach (var tool in new[] { "dirname", "readlink", "uname", "grep", "ldconfig" }.Except(tools.Select(tool => tool.Name)))
        {
            Link(folder, tool);
        }

        foreach (var (name, body) in present.Select(name => (name, "exit 0")).Concat([.. tools, ("apt-get", "exit 1")]))
        {
            var script = folder.Write(name, $"#!/bin/bash\n{body}\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var (code, output, error) = await RunAsync("/bin/bash", [Launcher, "--help"], folder.Path, home: folder.Path);
        Assert.Equal(Unavailable, code);
        Assert.Empty(output);
        Assert.Contains(what, error);
        return error;
    }

    private static void Link(TestFolder folder, string tool)
    {
        var found = new[] { "/bin", "/usr/bin", "/sbin", "/usr/sbin" }.Select(place => Path.Combine(place, tool)).FirstOrDefault(File.Exists);
        if (found is not null)
        {
            File.CreateSymbolicLink(folder.In(tool), found);
        }
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(string file, string[] args, string path, string? home = null)
    {
        var start = new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = home ?? "/";
        start.Environment.Remove("DOTNET_ROOT");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
