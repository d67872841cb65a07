namespace ServerlessMlops.Cli.Demo;

/// <summary>A state folder that is gone afterwards, however the demo ends.</summary>
internal sealed class ThrowAwayFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mlops-demo-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was tidier.
        }
    }
}
