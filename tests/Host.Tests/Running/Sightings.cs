using System.Threading.Channels;

namespace ServerlessMlops.Host.Tests.Running;

/// <summary>What functions saw, in order; a test waits for the next one and never sleeps.</summary>
public sealed class Sightings
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<string> seen = Channel.CreateUnbounded<string>();

    public void Add(string what) => seen.Writer.TryWrite(what);

    public async Task<string> NextAsync() => await seen.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool IsEmpty => !seen.Reader.TryPeek(out _);
}
