namespace Embedded.Functions.Worker;

/// <summary>The key that the Functions host asks of an HTTP caller; the embedded host holds no keys and starts only with <see cref="Anonymous"/>.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>The function's key.</summary>
    Function = 2,

    /// <summary>A key of an extension.</summary>
    System = 3,

    /// <summary>The host's master key.</summary>
    Admin = 4,
}
