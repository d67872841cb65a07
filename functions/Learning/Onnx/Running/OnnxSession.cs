using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>A graph loaded by ONNX Runtime: one thread, no telemetry, no files of its own. Thread-safe.</summary>
/// <remarks>The native library is loaded with the first session, not before: an app that serves no graph never sees it.</remarks>
internal sealed class OnnxSession : IDisposable
{
    /// <summary>Bytes that all graphs together may use while they run: a small graph can ask for any amount.</summary>
    private const uint MostMemory = 1u << 31;

    private static readonly Lazy<bool> Environment = new(Prepare);

    private readonly InferenceSession _session;
    private readonly ReaderWriterLockSlim _use = new();
    private bool _isDisposed;

    private OnnxSession(InferenceSession session) => _session = session;

    /// <param name="graph">Checked before: see docs/exports.md.</param>
    /// <param name="asItStands">
    /// Nothing is reckoned while it is loaded, where neither memory nor time is bounded: for graphs that somebody brings.
    /// </param>
    /// <exception cref="OnnxUnavailableException">The library cannot be loaded here.</exception>
    /// <exception cref="OnnxRuntimeException">The library refuses the graph.</exception>
    public static OnnxSession Load(byte[] graph, bool asItStands = false)
    {
        using var options = Options();
        options.GraphOptimizationLevel = asItStands ? GraphOptimizationLevel.ORT_DISABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_ALL;
        return new OnnxSession(new InferenceSession(graph, options));
    }

    /// <returns>One value an output asked for, in that order.</returns>
    /// <exception cref="OnnxRuntimeException">The graph failed, or took longer than it may.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed of.</exception>
    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputs)
    {
        _use.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            using var options = new RunOptions();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(OnnxLimits.SecondsABatch));
            // Disposed of first, which waits for a call that is under way: the options are still there then.
            using var watch = limit.Token.Register(() => options.Terminate = true);
            return _session.Run(inputs, outputs, options);
        }
        finally
        {
            _use.ExitReadLock();
        }
    }

    /// <summary>Waits for runs that are under way: the library would free what they read.</summary>
    public void Dispose()
    {
        _use.EnterWriteLock();
        try
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _session.Dispose();
            }
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }

    private static bool Prepare()
    {
        var environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        using var memory = new OrtMemoryInfo("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var arena = new OrtArenaCfg(MostMemory, -1, -1, -1);
        environment.CreateAndRegisterAllocator(memory, arena);
        return true;
    }

    private static SessionOptions Options()
    {
        try
        {
            _ = Environment.Value;
            var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            options.AddSessionConfigEntry("session.use_env_allocators", "1");
            return options;
        }
        catch (Exception error) when (
            error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException)
        {
            throw new OnnxUnavailableException(
                $"ONNX Runtime's library was not found for {RuntimeInformation.RuntimeIdentifier}: its package carries one for Linux and Windows on x64 "
                + "and arm64, and for macOS on arm64.",
                error);
        }
    }
}
