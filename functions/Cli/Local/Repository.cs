namespace ServerlessMlops.Cli.Local;

/// <summary>The working tree that this program was built in.</summary>
public static class Repository
{
    private const string Marker = "ServerlessMlops.sln";

    public static string Root { get; } = Find();

    /// <summary>The app that was built beside this program, in the same configuration.</summary>
    public static string AppAssembly
    {
        get
        {
            var own = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                ? "Release" : "Debug";
            var path = Path.Combine(Root, "functions", "App", "bin", own, "net10.0", "ServerlessMlops.App.dll");
            return File.Exists(path)
                ? path
                : throw new CommandFault($"The app is not built: there is no {path}.", "./mlops builds it; or: dotnet build functions/App");
        }
    }

    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Marker)))
            {
                return at.FullName;
            }
        }

        throw new CommandFault($"There is no {Marker} above {AppContext.BaseDirectory}; mlops runs from the working tree that it was built in.");
    }
}
