namespace Embedded.Functions.Worker;

/// <summary>Where a blob trigger's events come from.</summary>
public enum BlobTriggerSource
{
    /// <summary>Scans of the container.</summary>
    LogsAndContainerScan = 0,

    /// <summary>Event Grid; refused by the embedded host.</summary>
    EventGrid = 1,
}
