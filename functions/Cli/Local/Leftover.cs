namespace ServerlessMlops.Cli.Local;

/// <summary>What an `up` that was killed left behind.</summary>
internal static class Leftover
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(25);

    /// <summary>Ends its orphaned app and forgets it; its storage ended by itself.</summary>
    public static async Task ClearAsync(StateFolder state)
    {
        using var app = state.Up?.App.Find();
        if (app is not null)
        {
            await Signals.EndAsync(app, Grace);
        }

        state.ForgetUp();
    }
}
