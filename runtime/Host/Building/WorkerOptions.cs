using Azure.Core.Serialization;

namespace Embedded.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes payloads of queue messages, orchestrations and activities; null is JSON with web defaults.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
