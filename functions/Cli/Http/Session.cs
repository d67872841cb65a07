using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Cli.Http;

/// <summary>The running app of a state folder, and who acts on it.</summary>
public static class Session
{
    private static readonly TimeSpan AlmostExpired = TimeSpan.FromMinutes(1);

    public static async Task<ApiClient> OpenAsync(StateFolder state, string? asUser, TimeProvider time, CancellationToken cancellation)
    {
        var up = Running(state);
        var user = asUser is not null
            ? LocalUsers.Resolve(asUser)
            : state.CurrentUser ?? throw CommandFault.Usage("Nobody has logged in, so it is not known who acts.", "mlops login dana   (or --as dana)");
        if (state.FindToken(user) is { } stored && stored.ExpiresAt > time.GetUtcNow() + AlmostExpired)
        {
            return new ApiClient(up.Url, stored);
        }

        var signedIn = await SignInOf(state, up).TokenAsync(user, cancellation);
        state.KeepToken(signedIn);
        return new ApiClient(up.Url, signedIn);
    }

    public static UpRecord Running(StateFolder state) =>
        state.Up is { } up && up.IsAlive
            ? up
            : throw new CommandFault($"No app runs on the state folder {state.Path}.", "mlops up   (or --state-folder DIR)");

    public static LocalSignIn SignInOf(StateFolder state, UpRecord up) => new(up.Url, state.KeyFile);
}
