using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>A graph loaded by ONNX Runtime: one thread, no telemetry, no files of its own. Thread-safe.</summary>
/// <remarks>The native library is loaded with the first session, not before: an app that serves no graph never sees it.</remarks>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;

    private OnnxSession(InferenceSession session) => _session = session;

    /// <param name="graph">Checked before: see docs/exports.md.</param>
    /// <exception cref="OnnxUnavailableException">The library cannot be loaded here.</exception>
    /// <exception cref="OnnxRuntimeException">The library refuses the graph.</exception>
    public static OnnxSession Load(byte[] graph)
    {
        using var options = Options();
        return new OnnxSession(new InferenceSession(graph, options));
    }

    /// <returns>One value an output asked for, in that order.</returns>
    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputs) =>
        _session.Run(inputs, outputs);

    public void Dispose() => _session.Dispose();

    private static SessionOptions Options()
    {
        try
        {
            OrtEnv.Instance().DisableTelemetryEvents();
            return new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new OnnxUnavailableException(
                $"ONNX Runtime's library was not found for {RuntimeInformation.RuntimeIdentifier}: its package carries one for Linux and Windows on x64 "
                + "and arm64, and for macOS on arm64.",
                error);
        }
    }
}
