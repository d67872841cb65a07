namespace ServerlessMlops.App.Orchestrations;

/// <param name="RequestId">Whose votes set the conditions.</param>
public sealed record ConditionsInput(string Model, int Version, string RequestId);

/// <summary>Keeps what a version was approved under: reminds before each end, and takes the version back where nobody has shown that it is met.</summary>
public static class KeepConditions
{
    [Function(Names.KeepConditions)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<ConditionsInput>()!;
        while (await context.CallActivityAsync<DateTime?>(Names.LookAtConditions, input, Wake.Retried) is { } next)
        {
            await context.CreateTimer(next > context.CurrentUtcDateTime ? next : context.CurrentUtcDateTime.AddSeconds(10), CancellationToken.None);
        }
    }
}
