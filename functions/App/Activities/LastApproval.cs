using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Finds the version that a person has last approved, and compares what was asked of it with what is asked now.</summary>
public sealed class LastApproval(Registry registry, Bundles bundles, ArtifactStore artifacts)
{
    /// <summary>Versions looked through, the newest first.</summary>
    private const int Reach = 50;

    /// <returns>Null where no version was released before the request.</returns>
    public async Task<ChangesSince?> CompareAsync(ApprovalRequest request, PipelineSpec now, string viewer, CancellationToken cancellation)
    {
        var versions = (await registry.VersionsAsync(request.Model, cancellation))
            .Where(version => version.ReleasedAt < request.OpenedAt).OrderByDescending(version => version.Version).Take(Reach);
        ReleaseManifest? newest = null;
        foreach (var version in versions)
        {
            if (await bundles.ReadManifestAsync(version.Model, version.Version, version.ManifestDigest, cancellation) is not { } manifest)
            {
                continue;
            }

            newest ??= manifest;
            if (manifest.Votes.Any(vote => vote.Choice == VoteChoice.Approve && People.Same(vote.Voter, viewer)))
            {
                return await SinceAsync(manifest, true, request, now, cancellation);
            }
        }

        return newest is null ? null : await SinceAsync(newest, false, request, now, cancellation);
    }

    private async Task<ChangesSince> SinceAsync(
        ReleaseManifest manifest, bool isOwn, ApprovalRequest request, PipelineSpec now, CancellationToken cancellation)
    {
        var before = await artifacts.ReadAsync<PipelineSpec>(manifest.Pipeline, cancellation);
        SpecChange[] policy = manifest.Evidence.PolicyVersion == request.Evidence.PolicyVersion ? []
            : [new("policy", manifest.Evidence.PolicyVersion, request.Evidence.PolicyVersion)];
        return new(manifest.Version, isOwn, [.. policy, .. SpecChanges.Between(before, now)]);
    }
}
