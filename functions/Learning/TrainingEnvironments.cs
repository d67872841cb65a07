using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Statistics;

namespace ServerlessMlops.Learning;

/// <summary>What training uses on this machine.</summary>
public static class TrainingEnvironments
{
    private static readonly Lazy<TrainingEnvironment> Found = new(Find);

    /// <summary>Looked up once: the native library is hashed, which takes some hundredths of a second.</summary>
    public static TrainingEnvironment Here => Found.Value;

    private static TrainingEnvironment Find() => new()
    {
        System = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Runtime = RuntimeInformation.FrameworkDescription,
        Code = string.Join(' ', new[] { typeof(TrainingEnvironments).Assembly, typeof(Table).Assembly, typeof(Estimate).Assembly }.Select(Identity)),
        NativeLibrary = NativeLibrary() is { } path ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null,
        Packages = TrainingPackages.Find(),
        Machine = string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB"),
    };

    /// <summary>A deterministic compiler gives equal sources equal module ids.</summary>
    private static string Identity(Assembly assembly) => $"{assembly.GetName().Name}:{assembly.ManifestModule.ModuleVersionId:n}";

    private static string? NativeLibrary()
    {
        var name = OperatingSystem.IsWindows() ? "lib_lightgbm.dll" : OperatingSystem.IsMacOS() ? "lib_lightgbm.dylib" : "lib_lightgbm.so";
        var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Append(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
