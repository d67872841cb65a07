using System.Globalization;
using System.Reflection;
using Embedded.Host.Functions;
using Microsoft.Extensions.Configuration;

namespace Embedded.Host.Settings;

/// <summary>What the host takes from the app's settings and from host.json.</summary>
internal sealed class HostSettings(IConfiguration configuration)
{
    /// <summary>The section that host.json is read into; Azure lets settings override host.json under the same name.</summary>
    public const string HostJson = "AzureFunctionsJobHost";

    private const string DefaultConnection = "AzureWebJobsStorage";

    /// <summary>Folder of the engine's file, receipts and the address file. <c>Mlops__StateFolder</c>, default <c>.mlops/state</c>.</summary>
    public string StateFolder => Path.GetFullPath(configuration["Mlops:StateFolder"] is { Length: > 0 } folder ? folder : ".mlops/state");

    /// <summary>Where HTTP is served; loopback only, port 0 is a free one. <c>Mlops__Url</c>, default <c>http://127.0.0.1:7071</c>.</summary>
    public string Url => configuration["Mlops:Url"] is { Length: > 0 } url ? url : "http://127.0.0.1:7071";

    /// <summary>Pause between two scans of a container: over 0 to 60 s. <c>Mlops__BlobPollInterval</c>, default 0.5 s.</summary>
    public TimeSpan BlobPollInterval => Span("Mlops:BlobPollInterval", TimeSpan.FromSeconds(0.5));

    /// <summary>Longest pause between two looks at an empty queue: over 0 to 60 s. <c>Mlops__QueuePollInterval</c>, default 0.5 s.</summary>
    public TimeSpan QueuePollInterval => Span("Mlops:QueuePollInterval", TimeSpan.FromSeconds(0.5));

    /// <summary>Time that work in flight has to end when the host stops. <c>Mlops__ShutdownTimeout</c>, default 10 s.</summary>
    public TimeSpan ShutdownTimeout => Span("Mlops:ShutdownTimeout", TimeSpan.FromSeconds(10));

    /// <summary>Largest request body, in bytes, at least 1. <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c> as on Azure, default 104,857,600.</summary>
    public long MaxRequestBody => Number("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", 104_857_600);

    /// <summary>First segments of every route, without slashes; may be empty. host.json <c>extensions.http.routePrefix</c>, default <c>api</c>.</summary>
    public string RoutePrefix => (configuration[$"{HostJson}:extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>Time after which an invocation is cancelled. host.json <c>functionTimeout</c>, default 30 min; <c>-1</c> is never.</summary>
    public TimeSpan FunctionTimeout => configuration[$"{HostJson}:functionTimeout"] == "-1"
        ? Timeout.InfiniteTimeSpan
        : Span($"{HostJson}:functionTimeout", TimeSpan.FromMinutes(30));

    /// <summary>Blobs handled at once by one function, at least 1. host.json <c>extensions.blobs</c>, default 4.</summary>
    public int BlobParallelism => (int)Number($"{HostJson}:extensions:blobs:maxDegreeOfParallelism", 4);

    /// <summary>Tries of one blob before it is set aside, at least 1. host.json <c>extensions.blobs</c>, default 5.</summary>
    public int PoisonBlobThreshold => (int)Number($"{HostJson}:extensions:blobs:poisonBlobThreshold", 5);

    /// <summary>Messages taken at once, 1 to 32. host.json <c>extensions.queues.batchSize</c>, default 16.</summary>
    public int QueueBatchSize => (int)Math.Min(32, Number($"{HostJson}:extensions:queues:batchSize", 16));

    /// <summary>Tries of one message before it goes to the poison queue, at least 1. host.json <c>extensions.queues</c>, default 5.</summary>
    public int MaxDequeueCount => (int)Number($"{HostJson}:extensions:queues:maxDequeueCount", 5);

    /// <summary>Pause before a failed message is tried again, 0 or more. host.json <c>extensions.queues.visibilityTimeout</c>, default 0.</summary>
    public TimeSpan QueueRetryDelay => configuration[$"{HostJson}:extensions:queues:visibilityTimeout"] is { Length: > 0 }
        ? Span($"{HostJson}:extensions:queues:visibilityTimeout", TimeSpan.Zero, allowZero: true)
        : TimeSpan.Zero;

    /// <summary>Whether messages are base64. host.json <c>extensions.queues.messageEncoding</c>, default <c>base64</c>, else <c>none</c>.</summary>
    public bool QueueBase64 =>
        !string.Equals(configuration[$"{HostJson}:extensions:queues:messageEncoding"], "none", StringComparison.OrdinalIgnoreCase);

    /// <summary>Activities at once, at least 1. host.json <c>extensions.durableTask</c>, default 10.</summary>
    public int MaxActivities => (int)Number($"{HostJson}:extensions:durableTask:maxConcurrentActivityFunctions", 10);

    /// <summary>Orchestration turns at once, at least 1. host.json <c>extensions.durableTask</c>, default 10.</summary>
    public int MaxOrchestrators => (int)Number($"{HostJson}:extensions:durableTask:maxConcurrentOrchestratorFunctions", 10);

    /// <summary>Version of orchestrations started without one. host.json <c>extensions.durableTask</c>, default empty.</summary>
    public string DefaultVersion => configuration[$"{HostJson}:extensions:durableTask:defaultVersion"] ?? "";

    /// <summary>Whether <c>AzureWebJobs.{name}.Disabled</c> is <c>true</c> or <c>1</c>.</summary>
    public bool IsDisabled(string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"]) is { } value
        && (value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with every <c>%Name%</c> replaced by that setting.</summary>
    /// <exception cref="BindingUnknownException">A setting is missing.</exception>
    public string ResolveNames(string text) => SettingNames.Resolve(text, name => configuration[name.Replace("__", ":")]);

    /// <summary>The connection string under a name, or under <c>AzureWebJobsStorage</c>.</summary>
    /// <exception cref="BindingUnknownException">There is none.</exception>
    public string StorageConnection(string? name)
    {
        name ??= DefaultConnection;
        string[] keys = [name, $"AzureWebJobs{name}", $"ConnectionStrings:{name}"];
        return keys.Select(key => configuration[key]).FirstOrDefault(value => value is { Length: > 0 })
            ?? throw new BindingUnknownException($"the setting '{name}' holds no connection string.");
    }

    /// <exception cref="AppRefusedException">A value is out of its range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        foreach (var property in typeof(HostSettings).GetProperties())
        {
            try
            {
                property.GetValue(this);
            }
            catch (TargetInvocationException error) when (error.InnerException is BindingUnknownException refused)
            {
                problems.Add($"Setting {refused.Message}");
            }
        }
        if (problems.Count > 0)
        {
            throw new AppRefusedException(problems);
        }
    }

    private long Number(string key, long otherwise) => configuration[key] is not { Length: > 0 } text ? otherwise
        : long.TryParse(text, out var value) && value >= 1 ? value
        : throw new BindingUnknownException($"'{key}' is '{text}'; expected a whole number of at least 1.");

    private TimeSpan Span(string key, TimeSpan otherwise, bool allowZero = false) => configuration[key] is not { Length: > 0 } text ? otherwise
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.Zero && (allowZero || value != TimeSpan.Zero) ? value
        : throw new BindingUnknownException($"'{key}' is '{text}'; expected a time over 0 as hh:mm:ss.");
}
