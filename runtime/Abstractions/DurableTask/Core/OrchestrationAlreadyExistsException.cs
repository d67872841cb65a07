namespace Embedded.DurableTask.Core.Exceptions;

/// <summary>An instance of this id exists, in a state that was to refuse the start.</summary>
public class OrchestrationAlreadyExistsException(string message) : InvalidOperationException(message);
