using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>What people would be asked about now.</summary>
/// <param name="Report">Its gates decided under what holds now.</param>
/// <param name="Policies">Where they are not those of the evaluation.</param>
public sealed record AskedAbout(ApprovalEvidence Evidence, ArtifactRef Report, ArtifactRef? Policies, GateVerdict Verdict);

/// <summary>Makes the evidence of a request, and says what in it has changed since.</summary>
public sealed class EvidenceNow(ArtifactStore artifacts, Aliases aliases, PolicyFiles policyFiles)
{
    public async Task<AskedAbout> OfAsync(ApprovalSubject subject, CancellationToken cancellation)
    {
        var champion = (await aliases.FindAsync(subject.Run.Model, cancellation: cancellation))?.Version;
        var inForce = await PoliciesInForce.ReadAsync(policyFiles, cancellation);
        var isSame = inForce.Problems.Count > 0 || inForce.Set.Version == VersionOf(subject.Data);
        var policies = isSame ? null : await artifacts.PutJsonAsync(inForce.Set.Policies, cancellation);
        return await UnderAsync(subject, champion, policies, cancellation);
    }

    /// <summary>The same evidence from the same parts: what deploying compares with the digest that was voted on.</summary>
    public async Task<AskedAbout> UnderAsync(ApprovalSubject subject, int? champion, ArtifactRef? policies, CancellationToken cancellation)
    {
        var report = await artifacts.ReadAsync<EvaluationReport>(subject.Evaluated.Report, cancellation);
        if (policies is null)
        {
            return new(Evidence(subject, subject.Evaluated.Report, VersionOf(subject.Data), champion), subject.Evaluated.Report, null, GateVerdict.Of(report.Gates));
        }

        var set = new PolicySet(await artifacts.ReadAsync<IReadOnlyList<OrganisationPolicy>>(policies, cancellation));
        var again = Redecision.Of(await artifacts.ReadAsync<PipelineSpec>(subject.Data.Pipeline, cancellation), report, set);
        var stored = await artifacts.PutJsonAsync(again, cancellation);
        return new(Evidence(subject, stored, set.Version, champion), stored, policies, GateVerdict.Of(again.Gates));
    }

    /// <returns>Null where what was asked about is what is there.</returns>
    public async Task<ApprovalDecision.Voided?> ChangeAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        var champion = (await aliases.FindAsync(request.Model, cancellation: cancellation))?.Version;
        if (champion != request.Evidence.ChampionVersion)
        {
            return new($"The live version is {Words(champion)} now; it was {Words(request.Evidence.ChampionVersion)} when people were asked.", true);
        }

        // A policy that cannot be read refuses what comes in; what was asked under a readable one stays open.
        var inForce = await PoliciesInForce.ReadAsync(policyFiles, cancellation);
        return inForce.Problems.Count > 0 || inForce.Set.Version == request.Evidence.PolicyVersion ? null
            : new($"The policies are {inForce.Set.Version} now; they were {request.Evidence.PolicyVersion} when people were asked.", true);
    }

    private static string VersionOf(IngestOutcome.Accepted data) => data.PolicyVersion ?? BuiltInPolicy.Version;

    private static string Words(int? version) => version is { } number ? $"{number}" : "none";

    private static ApprovalEvidence Evidence(ApprovalSubject subject, ArtifactRef report, string policyVersion, int? champion) => new(
        subject.Data.Snapshot.Digest, subject.Split.Digest, subject.Evaluated.Chosen.Model!.Digest, subject.Data.Pipeline.Digest,
        report.Digest, policyVersion, champion)
    {
        Contract = subject.Data.Contract?.Digest,
        Judgement = subject.Data.Judgement?.Digest,
    };
}
