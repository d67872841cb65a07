namespace ServerlessMlops.Pipeline.Approval;

/// <summary>A deadline that people depend on does not pass because one machine's clock runs fast.</summary>
public static class DeadlineClock
{
    /// <param name="storage">The Date header of storage's answer; null where storage runs by the same clock and proves nothing.</param>
    /// <returns>The earlier of the two: a deadline has passed when both say so.</returns>
    public static DateTimeOffset Confirmed(DateTimeOffset local, DateTimeOffset? storage) => storage < local ? storage.Value : local;
}
