using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessMlops.App.Identity;

/// <summary>Registers the identity source that settings name.</summary>
public static class IdentityServices
{
    // Set by Azure. There the worker is reached through a proxy, so that every request looks like loopback.
    private static readonly string[] CloudSigns = ["WEBSITE_SITE_NAME", "CONTAINER_APP_NAME"];

    /// <param name="settings"><c>Identity:Source</c> (default <c>Local</c>), <c>Identity:Users</c>, <c>Mlops:StateFolder</c> (default <c>.mlops/state</c>).</param>
    /// <exception cref="InvalidOperationException">A setting is not usable; the app does not start.</exception>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration settings)
    {
        var source = settings["Identity:Source"] ?? "Local";
        if (source != "Local")
        {
            throw new InvalidOperationException($"Setting Identity:Source is '{source}'; expected Local.");
        }

        if (CloudSigns.FirstOrDefault(s => settings[s] is not null) is { } sign)
        {
            throw new InvalidOperationException($"Identity:Source is Local, which serves one machine only, but {sign} is set: this is Azure.");
        }

        var folder = StateFolder.Of(settings);
        var users = LocalUsers.From(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(users);
        services.AddSingleton(IdentityKey.Open(folder));
        services.AddSingleton(s => new EndedSessions(folder, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SignInCodes>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<AntiForgery>();
        services.AddSingleton<LocalIssuer>();
        services.AddSingleton<IIdentitySource>(s => s.GetRequiredService<LocalIssuer>());
        services.AddSingleton(new AccessTable(typeof(IdentityServices).Assembly));
        return services;
    }
}
