namespace ServerlessMlops.App.Tests;

/// <summary>A test whose tool is missing is skipped with the reason, and fails where CI=true.</summary>
internal static class Lacking
{
    public static void Unless(bool has, string lack)
    {
        Assert.SkipUnless(has || Environment.GetEnvironmentVariable("CI") == "true", lack);
        Assert.True(has, lack);
    }
}
