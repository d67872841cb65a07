namespace Embedded.Functions.Worker;

/// <summary>A function could not be run.</summary>
public class FunctionWorkerException : Exception
{
    /// <summary>With what was seen and what was expected.</summary>
    public FunctionWorkerException(string? message)
        : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public FunctionWorkerException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
