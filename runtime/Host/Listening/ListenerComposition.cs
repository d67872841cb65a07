using Azure.Core.Serialization;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Embedded.Functions.Worker;
using Embedded.Host.Blobs;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;
using Embedded.Host.Queues;
using Embedded.Host.Settings;
using Embedded.Host.State;
using Embedded.Host.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Listening;

/// <summary>One listener for each queue and timer function, and one for each watched container.</summary>
internal static class ListenerComposition
{
    public static void Add(IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions, HostSettings settings)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is QueueTriggerAttribute queue)
            {
                services.AddSingleton<IListener>(provider => Queue(provider, function, queue, settings));
            }
            else if (function.Trigger is TimerTriggerAttribute timer)
            {
                var schedule = CronSchedule.Parse(settings.ResolveNames(timer.Schedule));
                services.AddSingleton<IListener>(provider => ActivatorUtilities.CreateInstance<TimerListener>(provider, function, timer, schedule));
            }
        }
        var watched = from function in functions
                      let trigger = function.Trigger as BlobTriggerAttribute
                      where trigger is not null
                      let pattern = BlobPathPattern.Parse(settings.ResolveNames(trigger.BlobPath))
                      group (function, pattern) by (Connection: settings.StorageConnection(trigger.Connection), pattern.Container);
        foreach (var container in watched)
        {
            services.AddSingleton<IListener>(provider => Blobs(provider, container.Key.Connection, [.. container], settings));
        }
    }

    private static QueueListener Queue(IServiceProvider provider, FunctionDescriptor function, QueueTriggerAttribute trigger, HostSettings settings)
    {
        // The client leaves messages as they are: what cannot be decoded must reach the poison queue unchanged.
        var client = new QueueServiceClient(settings.StorageConnection(trigger.Connection));
        var name = settings.ResolveNames(trigger.QueueName).ToLowerInvariant();
        var queue = client.GetQueueClient(name);
        var log = provider.GetRequiredService<ILogger<QueueListener>>();
        var handler = new QueueMessageHandler(
            queue,
            client.GetQueueClient($"{name}-poison"),
            function,
            new QueuePayloads(provider.GetRequiredService<ObjectSerializer>(), settings.QueueBase64),
            provider.GetRequiredService<FunctionInvoker>(),
            settings,
            log);
        return new QueueListener(queue, handler, settings, log);
    }

    private static BlobScanner Blobs(
        IServiceProvider provider,
        string connection,
        IReadOnlyList<(FunctionDescriptor Function, BlobPathPattern Pattern)> watchers,
        HostSettings settings)
    {
        var log = provider.GetRequiredService<ILogger<BlobScanner>>();
        var store = provider.GetRequiredService<TriggerStore>();
        var invoker = provider.GetRequiredService<FunctionInvoker>();
        var poison = new PoisonBlobs(new QueueServiceClient(connection), log);
        var container = new BlobServiceClient(connection).GetBlobContainerClient(watchers[0].Pattern.Container);
        return new BlobScanner(
            container,
            [.. watchers.Select(watcher => new BlobSubscription(
                watcher.Function, watcher.Pattern, store, invoker, poison, settings, log))],
            settings.BlobPollInterval,
            log);
    }
}
