namespace ServerlessMlops.Pipeline.Release;

public static class Versions
{
    /// <returns>1 for the first, else one above the highest: a number is never given twice, not even after a gap.</returns>
    public static int NextVersion(IEnumerable<int> taken) => taken.DefaultIfEmpty(0).Max() + 1;
}
