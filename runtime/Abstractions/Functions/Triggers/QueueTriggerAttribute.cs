namespace Embedded.Functions.Worker;

/// <summary>Runs the function for each message of a storage queue; the parameter is a string, a <c>BinaryData</c> or an object read from JSON.</summary>
/// <param name="queueName">The queue; <c>%Setting%</c> names are resolved. Messages that fail too often go to <c>{queue}-poison</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>Setting that holds the connection; null is <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }
}
