using System.Xml.Linq;

namespace ServerlessMlops.House.Tests;

public sealed class ArrowTests
{
    /// <summary>The arrows of docs/architecture.md: a room may know only these. App's own reference to the host is the one seam.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["functions/Statistics"] = [],
        ["functions/Pipeline"] = ["functions/Statistics"],
        ["functions/Storage"] = ["functions/Pipeline"],
        ["functions/Learning"] = ["functions/Pipeline"],
        ["functions/Pages"] = ["functions/Pipeline"],
        ["functions/App"] = ["functions/Pipeline", "functions/Storage", "functions/Learning", "functions/Pages", "runtime/Host", "runtime/Analyzers"],
        ["functions/Cli"] = ["functions/Pipeline"],
        ["runtime/Abstractions"] = [],
        ["runtime/Analyzers"] = [],
        ["runtime/Engine"] = ["runtime/Abstractions"],
        ["runtime/Sqlite"] = ["runtime/Engine"],
        ["runtime/Host"] = ["runtime/Engine", "runtime/Sqlite"],
    };

    [Fact]
    public void A_room_knows_only_the_rooms_that_its_arrows_point_to()
    {
        var wrong = new List<string>();
        foreach (var project in Repository.Sources(".csproj").Where(file => !file.StartsWith("tests/", StringComparison.Ordinal)))
        {
            var room = Path.GetDirectoryName(project)!.Replace('\\', '/');
            foreach (var known in References(project))
            {
                if (!Allowed.TryGetValue(room, out var allowed) || !allowed.Contains(known))
                {
                    wrong.Add($"{room} → {known}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_App_sees_the_runtime_and_the_runtime_sees_no_function()
    {
        var wrong = Repository.Sources(".cs")
            .Where(file => file.StartsWith("runtime/", StringComparison.Ordinal) && Repository.Read(file).Contains("ServerlessMlops.", StringComparison.Ordinal))
            .Concat(Repository.Sources(".cs").Where(file => file.StartsWith("functions/", StringComparison.Ordinal) && Repository.Read(file).Contains("Embedded.", StringComparison.Ordinal)))
            .ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_function_file_names_no_host_and_has_no_conditional_code()
    {
        string[] hosts = ["using Microsoft.DurableTask", "using Microsoft.Azure.Functions", "using Embedded", "#if"];
        var wrong = Repository.Sources(".cs", ".razor", ".cshtml")
            .Where(file => file.StartsWith("functions/", StringComparison.Ordinal))
            .SelectMany(file => hosts.Where(host => Repository.Read(file).Contains(host, StringComparison.Ordinal)).Select(host => $"{file}: {host}"))
            .ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_Storage_calls_the_storage_SDK_and_App_names_only_the_client_it_binds()
    {
        var wrong = Repository.Sources(".cs")
            .Where(file => file.StartsWith("functions/", StringComparison.Ordinal) && !file.StartsWith("functions/Storage/", StringComparison.Ordinal) && !file.StartsWith("functions/Cli/", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("functions/App/Triggers/", StringComparison.Ordinal))
            .Where(file => Repository.Read(file).Contains("using Azure.Storage", StringComparison.Ordinal) || Repository.Read(file).Contains("using Azure.Data", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_Learning_knows_the_libraries_that_models_are_run_by()
    {
        string[] libraries = ["Microsoft.ML.OnnxRuntime", "Google.Protobuf", "lib_lightgbm"];
        var wrong = Repository.Sources(".cs", ".csproj")
            .Where(file => file.StartsWith("functions/", StringComparison.Ordinal) && !file.StartsWith("functions/Learning/", StringComparison.Ordinal))
            .SelectMany(file => libraries.Where(library => Repository.Read(file).Contains(library, StringComparison.Ordinal)).Select(library => $"{file}: {library}"))
            .ToList();

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)))
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'));
}
