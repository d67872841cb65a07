using Embedded.DurableTask;
using Embedded.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Embedded.Engine.Replay;

/// <summary>What replaying needs besides the history.</summary>
internal sealed record ReplaySettings(DataConverter Converter, ILoggerFactory Loggers, EngineLimits Limits)
{
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();

    /// <summary>The version of sub-orchestrations called without one; null inherits the caller's.</summary>
    public string? DefaultVersion { get; init; }

    public IExceptionPropertiesProvider? ExceptionProperties { get; init; }
}
