namespace ServerlessMlops.Cli;

/// <summary>Ends a command: what went wrong in words for the person who typed it, and what they can do.</summary>
public sealed class CommandFault(string message, string? hint = null, int exitCode = ExitCodes.Error) : Exception(message)
{
    public string? Hint { get; } = hint;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;

    public static CommandFault Usage(string message, string? hint = null) => new(message, hint, ExitCodes.Usage);
}
