namespace ServerlessMlops.App.Orchestrations;

/// <summary>Waits until a person answers for the upload: registered by <c>submit</c>, or claimed afterwards.</summary>
/// <remarks>The submitter is stored before the event is raised; the event only wakes, and a sweep by timer needs no event at all.</remarks>
public static class AwaitSubmitter
{
    private const int Sweeps = 4 * 30;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(6);

    /// <returns>The submitter's name; null when thirty days passed without one.</returns>
    [Function(Names.AwaitSubmitter)]
    public static async Task<string?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var runId = context.GetInput<string>()!;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            if (await context.CallActivityAsync<string?>(Names.FindSubmitter, runId, Wake.Retried) is { } submitter)
            {
                return submitter;
            }

            await Wake.On(context, Names.SubmitterEvent, context.CurrentUtcDateTime + SweepEvery);
        }

        return null;
    }
}
