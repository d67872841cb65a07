using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Makes what was approved live: a version, its bundle, then the alias. Keyed by the run: twice is once.</summary>
public sealed class DeployVersion(
    Approvals approvals, Registry registry, Bundles bundles, CardDesk cards, Aliases aliases, EvidenceNow evidence, ConditionDesk conditions, AuditLog audit,
    RunJournal journal, TimeProvider time)
{
    [Function(Names.Deploy)]
    public async Task<Carried<DeployOutcome>> Run([ActivityTrigger] DeployInput input, CancellationToken cancellation)
    {
        var subject = input.Ask.Subject;
        var run = await journal.ChangeAsync(subject.Run.RunId, RunState.Deploying, "Releasing what was approved.", run => run, cancellation);
        var (request, report) = await ApprovedAsync(input, cancellation);
        var version = await registry.AllocateAsync(subject.Run.Model, request.RequestId, cancellation);
        var manifest = Manifest(input, request, report, version, run.Owner ?? request.Submitter);
        manifest = manifest with { Card = await cards.WriteAsync(manifest, cancellation) };
        var digest = await bundles.WriteAsync(manifest, cancellation);
        await registry.ReleaseAsync(new(manifest.Model, version, manifest.RunId, digest, manifest.ReleasedAt), cancellation);
        var moved = await aliases.DeployAsync(
            subject.Run.Model, version, request.Evidence.ChampionVersion, $"deploy.{request.RequestId}", Actor.Pipeline.Name, cancellation);
        if (moved is AliasMove.Conflict conflict)
        {
            await journal.RecordAsync(run, "deploy.superseded", $"superseded.{request.RequestId}", new Dictionary<string, string>
            {
                ["request"] = request.RequestId,
                ["champion"] = conflict.Current is { } current ? $"{current}" : "none",
            }, cancellation);
            return new(new DeployOutcome.Superseded(conflict.Current));
        }

        await conditions.SetAsync(request, version, input.Approval.Votes, cancellation);
        await RecordAsync(run, request, version, digest, cancellation);
        return new(new DeployOutcome.Live(version));
    }

    /// <summary>Default deny: the digest is computed again from what would be released, and the stored votes are counted again.</summary>
    private async Task<(ApprovalRequest Request, ArtifactRef Report)> ApprovedAsync(DeployInput input, CancellationToken cancellation)
    {
        var requestId = input.Ask.RequestId;
        var request = await approvals.GetAsync(requestId, cancellation) ?? throw new NotApprovedException(requestId, "no such request");
        var again = await evidence.UnderAsync(input.Ask.Subject, request.Evidence.ChampionVersion, request.Policies, cancellation);
        if (!Digests.Same(EvidenceDigest.Of(again.Evidence), request.Digest) || again.Verdict is GateVerdict.Fail)
        {
            throw new NotApprovedException(requestId, "the evidence is not what was approved");
        }

        var votes = await approvals.VotesAsync(requestId, cancellation);
        return Tally.Decide(request, votes, request.ClosedAt ?? time.GetUtcNow()) is TallyOutcome.Closed { Decision: ApprovalDecision.Approved }
            ? (request, again.Report)
            : throw new NotApprovedException(requestId, "the stored votes do not approve it");
    }

    private static ReleaseManifest Manifest(DeployInput input, ApprovalRequest request, ArtifactRef report, int version, string owner)
    {
        var subject = input.Ask.Subject;
        return new()
        {
            Model = subject.Run.Model,
            Version = version,
            RunId = subject.Run.RunId,
            Task = subject.Evaluated.Task,
            Candidate = subject.Evaluated.Chosen.Candidate,
            Dataset = subject.Data.Snapshot,
            Schema = subject.Data.Schema,
            Split = subject.Split,
            ModelFile = subject.Evaluated.Chosen.Model!,
            Pipeline = subject.Data.Pipeline,
            Evaluation = report,
            Environment = subject.Evaluated.Chosen.Environment,
            TransformDigest = subject.Evaluated.Chosen.TransformDigest,
            Seed = subject.Evaluated.Chosen.Seed,
            Trial = subject.Evaluated.Chosen.Trial,
            Contract = subject.Data.Contract,
            Judgement = subject.Data.Judgement,
            Exports = subject.Evaluated.Exports,
            Evidence = request.Evidence,
            EvidenceDigest = request.Digest,
            Votes = input.Approval.Votes,
            Questions = request.Questions,
            Submitter = request.Submitter,
            Owner = owner,
            // From the request, so that a second writing of the bundle gives the same bytes.
            ReleasedAt = request.ClosedAt ?? request.OpenedAt,
        };
    }

    private async Task RecordAsync(RunRecord run, ApprovalRequest request, int version, string manifest, CancellationToken cancellation)
    {
        var facts = new Dictionary<string, string>
        {
            ["version"] = $"{version}",
            ["manifest"] = manifest,
            ["evidence"] = request.Digest,
            ["previous"] = request.Evidence.ChampionVersion is { } previous ? $"{previous}" : "none",
        };
        await journal.RecordAsync(run, "model.deployed", $"deploy.{request.RequestId}", facts, cancellation);
        facts["run"] = run.Request.RunId;
        await audit.AppendAsync(
            new(AuditChains.Model(run.Request.Model), $"deploy.{request.RequestId}", "model.deployed", Actor.Pipeline, run.Owner,
                $"{run.Request.Model}@{version}", facts),
            cancellation);
    }
}

/// <summary>A deployment was asked for that the stored evidence does not allow.</summary>
public sealed class NotApprovedException(string requestId, string why) : Exception($"Request {requestId} cannot be deployed: {why}.")
{
    public string RequestId { get; } = requestId;
}
