using System.Diagnostics;

namespace ServerlessMlops.Engine.Tests.Campaign;

/// <summary>The process that is killed.</summary>
internal sealed class VictimProcess : IDisposable
{
    private readonly Process _process;

    public VictimProcess(string state, string effects, int jobs)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "ServerlessMlops.Victim.dll"), state, effects, $"{jobs}" },
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Reads effects until enough were seen, or all is done.</summary>
    /// <returns>Whether all is done.</returns>
    public async Task<bool> ReadAsync(int effects)
    {
        for (var seen = 0; seen < effects; seen++)
        {
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            if (line is null)
            {
                Assert.Fail($"The process ended by itself with {await ExitAsync()}: {await _process.StandardError.ReadToEndAsync()}");
            }

            if (line == "DONE")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>SIGKILL: no handler, no flush, nothing.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
