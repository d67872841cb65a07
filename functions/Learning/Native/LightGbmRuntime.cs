using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessMlops.Learning.Native;

/// <summary>Makes the library ready on the calling thread, and turns its return codes into exceptions.</summary>
internal static unsafe class LightGbmRuntime
{
    private static readonly Lazy<LightGbmAvailability> Machine = new(LightGbmAvailability.Here);

    [ThreadStatic]
    private static bool _isReady;

    /// <summary>To be called on every thread before it calls into the library.</summary>
    /// <exception cref="LightGbmUnavailableException">The library cannot run here.</exception>
    public static void Enter()
    {
        if (_isReady)
        {
            return;
        }

        switch (Machine.Value)
        {
            case LightGbmAvailability.Unsupported unsupported:
                throw new LightGbmUnavailableException(unsupported.Reason, "Train the candidate linear instead, or use an x64 machine.");
            case LightGbmAvailability.Lacking lacking:
                throw new LightGbmUnavailableException(lacking.Reason, lacking.Remedy);
        }

        // Without a callback the library writes to standard output, which belongs to the answer; it keeps one callback a thread.
        Check(LightGbmApi.LGBM_RegisterLogCallback(&Discard), "LGBM_RegisterLogCallback");
        _isReady = true;
    }

    public static void Check(int code, string operation)
    {
        if (code != 0)
        {
            throw new LightGbmException(operation, Marshal.PtrToStringUTF8((nint)LightGbmApi.LGBM_GetLastError()) ?? "no message");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Discard(byte* message)
    {
        // Everything that matters comes back as an error code; the rest is progress.
    }
}
