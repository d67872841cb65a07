using Embedded.Functions.Worker;

namespace Embedded.Host.Functions;

/// <summary>The names that bindings have in an app's metadata on Azure.</summary>
internal static class BindingTypes
{
    public const string DurableClient = "durableClient";

    /// <summary>The name of a trigger attribute; null for any other attribute.</summary>
    public static string? OfTrigger(Attribute attribute) => attribute switch
    {
        HttpTriggerAttribute => "httpTrigger",
        BlobTriggerAttribute => "blobTrigger",
        QueueTriggerAttribute => "queueTrigger",
        TimerTriggerAttribute => "timerTrigger",
        OrchestrationTriggerAttribute => "orchestrationTrigger",
        ActivityTriggerAttribute => "activityTrigger",
        _ => null,
    };
}
