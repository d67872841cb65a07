using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessMlops.Storage.Tests.Ledger;

/// <summary>Sees every storage call; from one of them on the process is dead, and no call leaves any more.</summary>
internal sealed class CallPolicy(int killedAt = int.MaxValue) : HttpPipelinePolicy
{
    private int _calls;

    public ConcurrentQueue<SeenCall> Calls { get; } = [];

    public bool IsDead => _calls > killedAt;

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Interlocked.Increment(ref _calls) > killedAt)
        {
            throw new KilledException();
        }

        var ifNoneMatch = message.Request.Headers.TryGetValue("If-None-Match", out var tag) ? tag : null;
        Calls.Enqueue(new(message.Request.Method.Method, message.Request.Uri.ToUri().AbsolutePath, ifNoneMatch, message.Request.Uri.Query));
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Every call is asynchronous.");
}

internal sealed record SeenCall(string Method, string Path, string? IfNoneMatch, string Query);

internal sealed class KilledException : Exception;
