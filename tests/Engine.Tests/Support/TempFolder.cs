namespace ServerlessMlops.Engine.Tests.Support;

/// <summary>Files that go when the test process ends.</summary>
internal static class TempFolder
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), $"engine-tests-{Environment.ProcessId}");
    private static int _count;

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    };

    /// <summary>A path in a new folder.</summary>
    public static string File(string name)
    {
        var folder = Path.Combine(Root, $"{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }
}
