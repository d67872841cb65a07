using System.Reflection;
using Azure.Storage.Blobs;
using Embedded.DurableTask;
using Embedded.Functions.Worker;
using Embedded.Host.Blobs;
using Embedded.Host.Http;
using Embedded.Host.Settings;
using Embedded.Host.Timers;

namespace Embedded.Host.Functions;

/// <summary>What each kind of trigger asks of its function.</summary>
internal sealed class TriggerRules(HostSettings settings, bool servesHttp)
{
    private static readonly HashSet<string> NoNames = [];

    /// <summary>Adds what is wrong to <paramref name="problems"/>.</summary>
    /// <returns>Names that the trigger gives a value for, without regard to case.</returns>
    public IReadOnlySet<string> Check(string function, MethodInfo method, Attribute trigger, ParameterInfo parameter, List<string> problems)
    {
        if (trigger is not TimerTriggerAttribute && method.GetCustomAttribute<RetryAttribute>() is { } retry)
        {
            problems.Add($"Function '{function}': [{retry.GetType().Name}] is for timers; other triggers deliver again by themselves.");
        }
        try
        {
            return trigger switch
            {
                HttpTriggerAttribute http => Http(http, function, method, parameter),
                BlobTriggerAttribute blob => Blob(blob, parameter),
                QueueTriggerAttribute queue => Queue(queue),
                TimerTriggerAttribute timer => Timer(timer, parameter),
                OrchestrationTriggerAttribute => Is<TaskOrchestrationContext>(parameter, "[OrchestrationTrigger]"),
                _ => NoNames,
            };
        }
        catch (BindingUnknownException refused)
        {
            problems.Add($"Function '{function}': {refused.Message}");
            return NoNames;
        }
    }

    /// <summary>Routes that two functions claim, and durable names used twice.</summary>
    public IEnumerable<string> Conflicts(IReadOnlyList<FunctionDescriptor> functions) => HttpRoute.Conflicts(functions);

    private IReadOnlySet<string> Http(HttpTriggerAttribute trigger, string function, MethodInfo method, ParameterInfo parameter)
    {
        if (!servesHttp)
        {
            throw new BindingUnknownException("HTTP functions need ConfigureFunctionsWebApplication in Program.cs.");
        }
        Is<Microsoft.AspNetCore.Http.HttpRequest>(parameter, "[HttpTrigger]");
        HttpRoute.CheckResult(method);
        return HttpRoute.Parse(trigger, function, settings.RoutePrefix).Names;
    }

    private IReadOnlySet<string> Blob(BlobTriggerAttribute trigger, ParameterInfo parameter)
    {
        Is<BlobClient>(parameter, "[BlobTrigger]");
        if (trigger.Source != BlobTriggerSource.LogsAndContainerScan)
        {
            throw new BindingUnknownException("the source EventGrid is not known to this host; disable the function here by setting.");
        }
        settings.StorageConnection(trigger.Connection);
        return BlobPathPattern.Parse(settings.ResolveNames(trigger.BlobPath)).Names;
    }

    private HashSet<string> Queue(QueueTriggerAttribute trigger)
    {
        settings.StorageConnection(trigger.Connection);
        settings.ResolveNames(trigger.QueueName);
        return NoNames;
    }

    private HashSet<string> Timer(TimerTriggerAttribute trigger, ParameterInfo parameter)
    {
        Is<TimerInfo>(parameter, "[TimerTrigger]");
        CronSchedule.Parse(settings.ResolveNames(trigger.Schedule));
        return NoNames;
    }

    private static HashSet<string> Is<T>(ParameterInfo parameter, string trigger) => parameter.ParameterType == typeof(T)
        ? NoNames
        : throw new BindingUnknownException(
            $"parameter '{parameter.Name}' is a {parameter.ParameterType.Name}; {trigger} binds to {typeof(T).Name}.");
}
