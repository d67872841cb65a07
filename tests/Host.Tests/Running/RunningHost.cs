using Embedded.Host.Functions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMlops.Host.Tests.Running;

/// <summary>The real host in this process, with the functions of the given types, on a free port and a folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly bool ownsFolder;

    private RunningHost(IHost host, string folder, bool ownsFolder)
    {
        Host = host;
        Folder = folder;
        this.ownsFolder = ownsFolder;
        var url = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public IHost Host { get; }

    public HttpClient Http { get; }

    public string Folder { get; }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public static async Task<RunningHost> StartAsync(HostPlan plan)
    {
        var folder = plan.Folder ?? NewFolder();
        var host = Build(plan with { Folder = folder });
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }
        return new RunningHost(host, folder, plan.Folder is null);
    }

    public static IHost Build(HostPlan plan)
    {
        string[] settings =
        [
            $"--Mlops:StateFolder={plan.Folder ?? NewFolder()}", "--Mlops:Url=http://127.0.0.1:0", "--Mlops:BlobPollInterval=00:00:00.05",
            "--Mlops:QueuePollInterval=00:00:00.05", "--Mlops:ShutdownTimeout=00:00:05", "--Logging:LogLevel:Default=None",
            .. plan.Settings.Select(setting => $"--{setting}"),
        ];
        var builder = FunctionsApplication.CreateBuilder(settings);
        if (plan.ServesHttp)
        {
            builder.ConfigureFunctionsWebApplication();
        }
        builder.Services.AddSingleton(new FunctionTypes(plan.Types));
        builder.Services.AddSingleton(plan.Seen);
        plan.Configure?.Invoke(builder);
        return builder.Build();
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("mlops-host-").FullName;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
