namespace ServerlessMlops.App.Tests.Browser;

/// <summary>A model of many classes that is live, made once for the tests that only look at it.</summary>
public sealed class LiveModel(RunningApp app) : IAsyncLifetime
{
    public string Name => "browser-live";

    public async ValueTask InitializeAsync()
    {
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        await app.Client.DeployAsync(dana, await app.Client.DropAsync(Name, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", Name)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
