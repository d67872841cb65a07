using System.Globalization;
using System.Runtime;

namespace ServerlessMlops.Pipeline.Tests.Data.Robustness;

/// <summary>What an action takes of memory at most, everything that the process takes included: collectable garbage too.</summary>
internal static class PeakMemory
{
    /// <summary>What a hostile file may cost above the idle process.</summary>
    public const long Allowed = 256 << 20;

    /// <returns>Bytes of resident memory at the peak, above those before; 0 where the system does not tell them.</returns>
    public static long Of(Action action)
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux())
        {
            action();
            return 0;
        }

        // Sets the peak back to what is resident now: man 5 proc_pid_clear_refs.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Status("VmRSS:");
        action();
        return Status("VmHWM:") - before;
    }

    private static long Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
