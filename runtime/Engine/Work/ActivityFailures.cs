using Embedded.DurableTask;
using Embedded.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Embedded.Engine.Work;

/// <summary>Logs a failed activity and turns it into details of bounded size.</summary>
internal sealed partial class ActivityFailures(ILogger logger, IExceptionPropertiesProvider? properties)
{
    public TaskFailureDetails Describe(string activity, string instanceId, Exception error)
    {
        LogFailed(logger, activity, instanceId, error);
        return FailureDetailsFactory.From(error, properties is null ? null : properties.GetExceptionProperties);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Activity {Activity} of instance {InstanceId} failed")]
    private static partial void LogFailed(ILogger logger, string activity, string instanceId, Exception error);
}
