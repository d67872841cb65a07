using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Orchestrations;

/// <summary>Looks for better settings within a budget of trials and minutes. Each trial is one activity: a recycled worker loses those in hand.</summary>
public static class SearchTrials
{
    private static readonly TaskOptions Retried = new(new RetryPolicy(
        maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3));

    [Function(Names.SearchTrials)]
    public static async Task<IReadOnlyList<CandidateResult>> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var search = context.GetInput<SearchInput>()!;
        var deadline = context.CurrentUtcDateTime.AddMinutes(search.Plan.Search!.Minutes);
        List<CandidateResult> results = [.. search.Defaults];
        while (context.CurrentUtcDateTime < deadline)
        {
            var trials = await context.CallActivityAsync<IReadOnlyList<Trial>>(
                Names.ProposeTrials, new ProposeInput(search.RunId, search.Data, search.Plan, results), Retried);
            if (trials.Count == 0)
            {
                break;
            }

            results.AddRange(await Task.WhenAll(trials.Select(trial => context.CallActivityAsync<CandidateResult>(
                Names.Train,
                new TrainCandidate(search.RunId, search.Data, search.Plan.Split, trial.Candidate)
                {
                    Trial = trial,
                    CrossValidation = search.Plan.CrossValidation,
                },
                Retried))));
        }

        return results;
    }
}
