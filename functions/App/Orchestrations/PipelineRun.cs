using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Orchestrations;

/// <summary>The life of one run: ingest, train, evaluate, wait for people, deploy. Each step leaves a record.</summary>
public static class PipelineRun
{
    private static readonly TaskOptions Retried = new(new RetryPolicy(
        maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3));

    [Function(Names.PipelineRun)]
    public static async Task<RunState> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<RunRequest>()!;
        try
        {
            return await Story(context, run);
        }
        catch (TaskFailedException failure)
        {
            return await Conclude(context, new(run.RunId, RunState.Failed, failure.FailureDetails.ErrorMessage));
        }
    }

    private static async Task<RunState> Story(TaskOrchestrationContext context, RunRequest run)
    {
        var ingested = await context.CallActivityAsync<Carried<IngestOutcome>>(Names.Ingest, run, Retried);
        if (ingested.Value is not IngestOutcome.Accepted data)
        {
            return await Conclude(context, Ending.Of(run.RunId, ingested.Value));
        }

        var plan = await context.CallActivityAsync<TrainingPlan>(Names.PlanTraining, new PlanInput(run.RunId, data), Retried);
        IReadOnlyList<CandidateResult> candidates = await Task.WhenAll(plan.Candidates.Select(name => context.CallActivityAsync<CandidateResult>(
            Names.Train, new TrainCandidate(run.RunId, data, plan.Split, name) { CrossValidation = plan.CrossValidation }, Retried)));
        if (plan.Search is not null)
        {
            candidates = await context.CallSubOrchestratorAsync<IReadOnlyList<CandidateResult>>(
                Names.SearchTrials, new SearchInput(run.RunId, data, plan, candidates), new TaskOptions().WithInstanceId(Names.SearchInstance(run.RunId)));
        }

        var evaluated = await context.CallActivityAsync<EvaluationSummary>(
            Names.Evaluate, new EvaluateInput(run, data, plan.Split, candidates) { Seal = plan.Seal }, Retried);
        if (Ending.Of(run.RunId, data, evaluated) is { } ending)
        {
            return await Conclude(context, ending);
        }

        var submitter = await context.CallSubOrchestratorAsync<string?>(
            Names.AwaitSubmitter, run.RunId, new TaskOptions().WithInstanceId(Names.ClaimInstance(run.RunId)));
        if (submitter is null)
        {
            return await Conclude(context, new(run.RunId, RunState.Expired, "Nobody claimed the upload before the deadline."));
        }

        var subject = new ApprovalSubject(run, data, plan.Split, evaluated, submitter);
        for (var round = 1; ; round++)
        {
            var ask = new ApprovalAsk(subject, round);
            var decision = await context.CallSubOrchestratorAsync<Carried<ApprovalDecision>>(
                Names.AwaitApproval, ask, new TaskOptions().WithInstanceId(Names.ApprovalInstance(ask.RequestId)));
            if (decision.Value is ApprovalDecision.Voided { MayAskAgain: true })
            {
                continue;
            }

            if (decision.Value is not ApprovalDecision.Approved approved)
            {
                return await Conclude(context, Ending.Of(run.RunId, decision.Value));
            }

            var deployed = await context.CallActivityAsync<Carried<DeployOutcome>>(Names.Deploy, new DeployInput(ask, approved), Retried);
            if (deployed.Value is DeployOutcome.Live live)
            {
                return await Released(context, ask, approved, live.Version);
            }
        }
    }

    private static async Task<RunState> Released(TaskOrchestrationContext context, ApprovalAsk ask, ApprovalDecision.Approved approved, int version)
    {
        var run = ask.Subject.Run;
        var state = await Conclude(context, new(run.RunId, RunState.Deployed, $"Version {version} is live.", version));
        if (approved.Votes.Any(vote => vote.Conditions is not null))
        {
            await context.CallSubOrchestratorAsync(
                Names.KeepConditions, new ConditionsInput(run.Model, version, ask.RequestId),
                new TaskOptions().WithInstanceId(Names.ConditionsInstance(ask.RequestId)));
        }

        return state;
    }

    private static Task<RunState> Conclude(TaskOrchestrationContext context, Ending ending) =>
        context.CallActivityAsync<RunState>(Names.Conclude, ending, Retried);
}
