using System.Text.Json;
using Embedded.Host.State;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Starting;

public sealed class StateFolderTests
{
    [Fact]
    public async Task A_second_host_on_the_same_folder_refuses_and_the_first_goes_on()
    {
        await using var first = await RunningHost.StartAsync(new HostPlan());
        var refused = await Assert.ThrowsAsync<StateFolderTakenException>(() => RunningHost.StartAsync(new HostPlan { Folder = first.Folder }));
        Assert.Contains(first.Folder, refused.Message, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await first.Http.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_running_host_is_found_by_its_address_file()
    {
        var folder = RunningHost.NewFolder();
        var file = Path.Combine(folder, "host.address.json");
        await using (var host = await RunningHost.StartAsync(new HostPlan { Folder = folder }))
        {
            var address = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            Assert.Equal(host.Http.BaseAddress, new Uri(address.GetProperty("url").GetString()!));
            Assert.Equal(Environment.ProcessId, address.GetProperty("pid").GetInt32());
        }
        Assert.False(File.Exists(file));
        Directory.Delete(folder, recursive: true);
    }
}
