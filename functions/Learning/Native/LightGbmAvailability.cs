using System.Runtime.InteropServices;

namespace ServerlessMlops.Learning.Native;

/// <summary>Whether LightGBM can run on a machine.</summary>
public abstract record LightGbmAvailability
{
    private LightGbmAvailability()
    {
    }

    public sealed record Available : LightGbmAvailability;

    /// <summary>There is no build of the library for this machine: the managed learners remain.</summary>
    public sealed record Unsupported(string Reason) : LightGbmAvailability;

    /// <summary>The machine is supported, but lacks something that can be installed.</summary>
    public sealed record Lacking(string Reason, string Remedy) : LightGbmAvailability;

    /// <summary>What is true of the machine this runs on; loads OpenMP's runtime, never LightGBM itself.</summary>
    public static LightGbmAvailability Here() => On(
        OperatingSystem.IsLinux() ? OSPlatform.Linux : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Windows,
        RuntimeInformation.ProcessArchitecture,
        IsLoadable);

    /// <param name="loads">Whether a shared library can be loaded by name or path; loaded, it stays so.</param>
    internal static LightGbmAvailability On(OSPlatform system, Architecture architecture, Func<string, bool> loads)
    {
        if (architecture != Architecture.X64)
        {
            return new Unsupported($"LightGBM's package carries no library for {system} on {architecture}, only for x64.");
        }

        if (system == OSPlatform.Linux)
        {
            // A copy in the app's own folder goes first: a function app's image has no package manager at hand.
            return loads(Path.Combine(AppContext.BaseDirectory, "libgomp.so.1")) || loads("libgomp.so.1")
                ? new Available()
                : new Lacking(
                    "LightGBM needs OpenMP's runtime, libgomp.so.1, which was not found.",
                    "Install it with `apt-get install libgomp1` (Debian, Ubuntu) or `dnf install libgomp` (Fedora), or put libgomp.so.1 beside the app.");
        }

        return system != OSPlatform.OSX || loads("libomp.dylib") || loads("/usr/local/opt/libomp/lib/libomp.dylib")
            ? new Available()
            : new Lacking("LightGBM needs OpenMP's runtime, libomp.dylib, which was not found.", "Install it with `brew install libomp`.");
    }

    private static bool IsLoadable(string library) =>
        (!Path.IsPathRooted(library) || File.Exists(library)) && NativeLibrary.TryLoad(library, out _);
}
