namespace ServerlessMlops.App.Identity;

/// <summary>At most ten failed sign-ins in any minute, over all callers of this machine; then none is tried until the minute has passed.</summary>
public sealed class SignInThrottle(TimeProvider time)
{
    public const int MostFailures = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    private readonly Queue<DateTimeOffset> failures = new();

    /// <summary>How long to wait; null when a try is allowed now.</summary>
    public TimeSpan? Wait()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (failures.TryPeek(out var oldest) && oldest + Window <= now)
            {
                failures.Dequeue();
            }

            return failures.Count < MostFailures ? null : failures.Peek() + Window - now;
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            failures.Enqueue(time.GetUtcNow());
        }
    }
}
