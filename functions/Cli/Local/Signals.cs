using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ServerlessMlops.Cli.Local;

/// <summary>Ends a process gently, then by force.</summary>
internal static class Signals
{
    private const int SigTerm = 15;

    /// <param name="grace">From the request to the force; the process uses it to end its work.</param>
    public static async Task EndAsync(Process process, TimeSpan grace)
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows() || Kill(process.Id, SigTerm) != 0)
        {
            process.Kill(entireProcessTree: true); // Windows has no gentle signal for a process without a window.
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
