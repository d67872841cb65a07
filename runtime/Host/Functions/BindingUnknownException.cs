namespace Embedded.Host.Functions;

/// <summary>A function asks for something that this host cannot bind.</summary>
internal sealed class BindingUnknownException(string message) : Exception(message);
