using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The organisation's policies as they lay there. One that cannot be read refuses every model: nobody knows what it would have asked.</summary>
/// <param name="Problems">Of the files, each with its place.</param>
public sealed record PoliciesInForce(PolicySet Set, IReadOnlyList<Problem> Problems)
{
    public static async Task<PoliciesInForce> ReadAsync(PolicyFiles files, CancellationToken cancellation) =>
        Of(await files.ReadAllAsync(cancellation));

    public static PoliciesInForce Of(IEnumerable<(string Path, PipelineFile File)> files)
    {
        var (policies, problems) = PolicyOutcome.Gather(files.Select(file => Parse(file.Path, file.File)).OfType<PolicyOutcome>());
        return new(policies, problems);
    }

    /// <returns>Null where nothing lies there any more.</returns>
    public static PolicyOutcome? Parse(string path, PipelineFile file) => file switch
    {
        PipelineFile.Found found => PolicyYaml.Parse(found.Text, path),
        PipelineFile.Missing => null,
        _ => new PolicyOutcome.Invalid([.. UnreadableFile.Problems(file, path)]),
    };

    /// <summary>Names what lies there; null where nothing does.</summary>
    public string? State => Set.Policies.Count + Problems.Count == 0 ? null : $"{Set.Version} {string.Join(' ', Problems.Select(problem => problem.File))}";

    /// <summary>What a model's people are told of policies that are not theirs to mend.</summary>
    public IEnumerable<Problem> Told => Problems.GroupBy(problem => problem.File).Select(file => new Problem(
        PolicyCodes.Unusable, $"The policy {file.Key} cannot be used: {file.First().Message} Nothing passes until its owner has mended it.",
        File: file.Key, Seen: file.Count() == 1 ? "1 error" : $"{file.Count()} errors", Expected: "a policy without errors"));
}
