using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ServerlessMlops.Host.Tests.Running;

/// <summary>A clock that moves when told, and tells when somebody has begun to wait on it.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes when somebody waits for just this long.</summary>
    public async Task SomeoneWaitsAsync(TimeSpan dueTime)
    {
        while (await waits.Reader.ReadAsync().AsTask().WaitAsync(Patience) != dueTime)
        {
        }
    }
}
