namespace Embedded.Engine.Store;

/// <summary>The state cannot be read or written now; it may be later. Over HTTP this is a 503.</summary>
internal sealed class StateUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Another process, or another engine of this one, has the state.</summary>
internal sealed class StateInUseException(string path) : IOException($"The state file '{path}' is in use by another process. Stop it, or give this one another state folder.")
{
    public string Path { get; } = path;
}

/// <summary>What is stored cannot be understood.</summary>
internal sealed class StateUnreadableException(string message, Exception? inner = null) : FormatException(message, inner);

/// <summary>One write was refused and rolled back alone.</summary>
internal sealed class WriteConflictException(string instanceId, string reason, Exception? inner = null)
    : InvalidOperationException($"The write of instance '{instanceId}' was refused: {reason}", inner)
{
    public string InstanceId { get; } = instanceId;
}
