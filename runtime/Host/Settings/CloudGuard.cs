namespace Embedded.Host.Settings;

/// <summary>This host is an emulator for one machine; it must not serve in the cloud.</summary>
internal static class CloudGuard
{
    private static readonly string[] Signs = ["WEBSITE_SITE_NAME", "CONTAINER_APP_NAME"];

    /// <exception cref="InvalidOperationException">The environment is Azure's.</exception>
    public static void Check(Func<string, string?> environment)
    {
        if (Signs.FirstOrDefault(sign => environment(sign) is { Length: > 0 }) is { } sign)
        {
            throw new InvalidOperationException(
                $"{sign} is set: this is Azure. The embedded host is for one machine; build the app with -p:FunctionsHost=Azure.");
        }
    }
}
