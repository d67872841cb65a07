namespace ServerlessMlops.Cli;

/// <summary>What the process answers its caller with; the same numbers stand in <c>mlops --help</c>.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done: no app, no such thing, a fault.</summary>
    public const int Error = 1;

    /// <summary>It was done, and the answer is no: rejected, declined, expired, a gate that did not pass, a broken chain, or a person is needed.</summary>
    public const int No = 2;

    /// <summary>The command line was not understood (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
