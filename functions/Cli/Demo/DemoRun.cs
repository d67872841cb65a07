using ServerlessMlops.Cli.Commands;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Cli.Demo;

/// <summary>The road of one dataset, in the order of the story. Everything goes the way that people's own work goes: blobs and HTTP.</summary>
internal sealed class DemoRun(Invocation invocation, DemoInput input, DemoPeople people, LocalStack stack, LocalSignIn signIn, DemoStory story, LineReader lines)
{
    public async Task<DemoReport> TellAsync(bool yes, long started, CancellationToken cancellation)
    {
        using var api = await signIn.ClientAsync(people.Scientist.Name, cancellation);
        var runId = await DropAsync(cancellation);
        var run = await FollowAsync(api, runId, cancellation);
        if (run.State == RunState.AwaitingClaim)
        {
            await api.ClaimAsync(runId, cancellation);
            story.Line("Claim", $"{people.Scientist.Name} answers for the upload");
            run = await FollowAsync(api, runId, cancellation);
        }

        if (run.State == RunState.AwaitingApproval)
        {
            run = await new DemoApproval(invocation, api, signIn, people, story, lines).DecideAsync(run, yes, cancellation);
        }

        var receipt = await api.ReceiptAsync(runId, cancellation);
        var predictions = run.State == RunState.Deployed ? await PredictAsync(api, run, receipt, cancellation) : [];
        var checks = await VerifyAsync(api, runId, cancellation);
        return DemoReports.Of(run, receipt, predictions, checks, invocation.Time.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>A plain upload, announced to nobody: so the run later waits for somebody who claims it.</summary>
    private async Task<string> DropAsync(CancellationToken cancellation)
    {
        var zone = new DropZone(stack.StorageConnectionString);
        if (input.Pipeline is { } pipeline)
        {
            await zone.DropSpecificationAsync(input.Model, "pipeline.yaml", pipeline, cancellation);
        }

        if (input.Contract is { } contract)
        {
            await zone.DropSpecificationAsync(input.Model, "contract.yaml", contract, cancellation);
        }

        var runId = await Work.ShowAsync(
            invocation.Answer.Story, invocation.Answer.StoryIsLive, $"Uploading {input.Dataset.Name}",
            progress => zone.DropDatasetAsync(input.Model, input.BlobFile, input.Dataset, progress, cancellation));
        story.Line("Drop", $"datasets/{input.Model}/{input.BlobFile}{(input.Pipeline is null ? ", without a pipeline.yaml" : "")}");
        return runId;
    }

    private async Task<RunRecord> FollowAsync(ApiClient api, string runId, CancellationToken cancellation)
    {
        var started = invocation.Time.GetTimestamp();
        // The claim may already be made when the record still says that it is awaited.
        var run = await Work.ShowAsync(invocation.Answer.Story, invocation.Answer.StoryIsLive, "Waiting for the upload to be noticed", async progress =>
        {
            RunRecord? last = null;
            await foreach (var record in new RunFollower(api, invocation.Time).FollowAsync(
                runId,
                record => RunFollower.Rests(record) && !(record.State == RunState.AwaitingClaim && record.Submitter is not null),
                record => progress.Report(StageBar.Text(record, invocation.Time.GetElapsedTime(started))),
                cancellation))
            {
                story.Follow(record);
                last = record;
            }

            return last!;
        });
        if (run.Evaluation is not null)
        {
            story.Evaluated(run, await api.EvaluationAsync(runId, cancellation));
        }

        return run;
    }

    private async Task<IReadOnlyList<DemoPrediction>> PredictAsync(ApiClient api, RunRecord run, Receipt receipt, CancellationToken cancellation)
    {
        story.Line("Deploy", $"version {run.Version} of {run.Request.Model} is live", run.Seconds.GetValueOrDefault("deploy"));
        await using var dataset = input.Dataset.OpenRead();
        var rows = SampleRows.Pick(dataset, receipt.Schema!, receipt.Pipeline!.Target);
        var answer = await api.PredictAsync(run.Request.Model, [.. rows.Select(row => row.Cells)], cancellation);
        IReadOnlyList<DemoPrediction> predictions = [.. rows.Zip(answer.Predictions, (row, scored) => new DemoPrediction(
            row.Number, row.Actual, scored.PredictionId, scored.Score, scored.Label, scored.Probabilities, scored.Contributions, scored.BaseValue))];
        story.Predictions(answer, predictions);
        return predictions;
    }

    private async Task<IReadOnlyList<ChainCheck>> VerifyAsync(ApiClient api, string runId, CancellationToken cancellation)
    {
        var ofRun = AuditChains.Run(runId);
        var checks = new List<ChainCheck> { ChainCheck.Of(ofRun, await api.FindChainAsync(ofRun, cancellation) ?? []) };
        var ofModel = AuditChains.Model(input.Model);
        if (await api.FindChainAsync(ofModel, cancellation) is { } releases)
        {
            checks.Add(ChainCheck.Of(ofModel, releases));
        }

        story.Audit(checks);
        return checks;
    }
}
