namespace ServerlessMlops.Cli.Local;

/// <summary>Local storage could not be installed or started.</summary>
/// <param name="message">What was tried and what the tool said.</param>
public sealed class AzuriteFailedException(string message) : Exception(message);
