using System.Diagnostics;

namespace ServerlessMlops.Host.Tests.Starting;

public sealed class PublishTests
{
    [Theory]
    [InlineData("", 1, "AllowEmbeddedPublish")]
    [InlineData("-p:AllowEmbeddedPublish=true", 0, "")]
    public async Task Publishing_an_app_on_this_host_is_an_error_unless_asked_for(string property, int exitCode, string said)
    {
        var folder = Directory.CreateTempSubdirectory("mlops-publish-");
        var targets = Path.Combine(RepositoryRoot(), "runtime", "Host", "EmbeddedHost.targets");
        var project = Path.Combine(folder.FullName, "app.proj");
        await File.WriteAllTextAsync(project, $"""<Project><Import Project="{targets}" /><Target Name="PrepareForPublish" /></Project>""");
        using var build = Process.Start(new ProcessStartInfo("dotnet", $"msbuild {project} -t:PrepareForPublish -nodeReuse:false {property}") { RedirectStandardOutput = true })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.Equal(exitCode, build.ExitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ServerlessMlops.sln")))
        {
            at = at.Parent!;
        }
        return at.FullName;
    }
}
