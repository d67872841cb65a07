namespace Embedded.Functions.Worker;

/// <summary>A parameter could not be made from the event.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    /// <summary>With the parameter, what was seen and what was expected.</summary>
    public FunctionInputConverterException(string? message)
        : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public FunctionInputConverterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
