using Embedded.Host.Settings;
using Microsoft.Extensions.Configuration;

namespace ServerlessMlops.Host.Tests.Starting;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mlops-settings-").FullName;

    [Fact]
    public void Local_settings_win_over_the_sample_and_the_environment_over_both()
    {
        Write("local.settings.sample.json", """{ "Values": { "A__B": "sample", "C": "sample", "D": "sample" } }""");
        Write("local.settings.json", """{ "Values": { "A__B": "local", "C": "local" } } // a comment""");
        var settings = Read(new() { ["C"] = "environment" });
        Assert.Equal(("local", "environment", "sample"), (settings["A:B"], settings["C"], settings["D"]));
    }

    [Fact]
    public void Host_json_is_read_and_may_be_overridden_as_on_azure()
    {
        Write("host.json", """{ "extensions": { "http": { "routePrefix": "v1" }, "queues": { "maxDequeueCount": 7 } }, "functionTimeout": "-1" }""");
        var settings = new HostSettings(Read(new() { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "/v2/" }));
        Assert.Equal("v2", settings.RoutePrefix);
        Assert.Equal(7, settings.MaxDequeueCount);
        Assert.Equal(Timeout.InfiniteTimeSpan, settings.FunctionTimeout);
    }

    [Fact]
    public void Without_files_the_defaults_hold()
    {
        var settings = new HostSettings(Read([]));
        settings.Validate();
        Assert.Equal(("api", "http://127.0.0.1:7071", 104_857_600), (settings.RoutePrefix, settings.Url, settings.MaxRequestBody));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private IConfigurationRoot Read(Dictionary<string, string?> environment)
    {
        var builder = new ConfigurationBuilder().AddInMemoryCollection(environment);
        AppSettingsFiles.Insert(builder, folder);
        return builder.Build();
    }
}
