using System.Text;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Card;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Makes a model's card from the records that its run left, and its renderings from the card.</summary>
public sealed class CardDesk(ArtifactStore artifacts, Bundles bundles)
{
    /// <summary>Of a version as its manifest names its parts.</summary>
    public async Task<ModelCard> OfAsync(ReleaseManifest manifest, CancellationToken cancellation) =>
        await OfAsync(
            manifest.Model, manifest.RunId, manifest.Candidate, manifest.Schema, manifest.Pipeline, manifest.Evaluation, manifest.Contract,
            new(
                manifest.Dataset.Digest, manifest.Split.Digest, manifest.ModelFile.Digest, manifest.Pipeline.Digest, manifest.Evaluation.Digest,
                manifest.EvidenceDigest, manifest.Submitter, manifest.Owner, manifest.Votes),
            cancellation) with
        {
            Version = manifest.Version,
            ReleasedAt = manifest.ReleasedAt,
            Environment = manifest.Environment,
        };

    /// <summary>Of what a request asks people to approve.</summary>
    public Task<ModelCard> OfAsync(RunRecord run, ApprovalRequest request, IReadOnlyList<Vote> votes, CancellationToken cancellation) =>
        run is { Data: { } data, Split: { } split, Chosen: { Model: { } file } chosen, Evaluation: { } evaluation }
            ? CandidateAsync(run, data, chosen, new(
                data.Snapshot.Digest, split.Digest, file.Digest, data.Pipeline.Digest, evaluation.Digest, request.Digest, request.Submitter,
                run.Owner ?? request.Submitter, votes), evaluation, cancellation)
            : throw new InvalidOperationException($"Run {run.Request.RunId} waits for approval without data, split, model or evaluation.");

    /// <summary>Keeps each rendering for a release. Cut off and called again it takes what lies there: a card is written once.</summary>
    public async Task<IReadOnlyList<CardRendering>> WriteAsync(ReleaseManifest manifest, CancellationToken cancellation)
    {
        var card = await OfAsync(manifest, cancellation);
        var kept = new List<CardRendering>();
        foreach (var file in CardFile.All)
        {
            var content = await bundles.FindCardAsync(manifest.Model, manifest.Version, file.Name, cancellation) ?? await RenderAsync(card, file);
            kept.Add(new(file.Name, await artifacts.PutAsync(content, file.MediaType, cancellation)));
        }

        return kept;
    }

    public static async Task<byte[]> RenderAsync(ModelCard card, CardFile file) => file.Format switch
    {
        "html" => Encoding.UTF8.GetBytes(await CardPage.RenderAsync(new(card))),
        "md" => Encoding.UTF8.GetBytes(CardMarkdown.Of(card)),
        "cyclonedx" => Encoding.UTF8.GetBytes(CycloneDxBom.Of(card).ToJsonString(MlopsJson.Options)),
        _ => Rfc8785.Canonicalize(MlopsJson.WriteBytes(card)),
    };

    private async Task<ModelCard> CandidateAsync(
        RunRecord run, IngestOutcome.Accepted data, CandidateResult chosen, CardRecord record, ArtifactRef evaluation, CancellationToken cancellation) =>
        await OfAsync(
            run.Request.Model, run.Request.RunId, chosen.Candidate, data.Schema, data.Pipeline, evaluation, data.Contract, record, cancellation) with
        {
            Environment = chosen.Environment,
        };

    private async Task<ModelCard> OfAsync(
        string model, string runId, string candidate, ArtifactRef schema, ArtifactRef pipeline, ArtifactRef evaluation, ArtifactRef? contract,
        CardRecord record, CancellationToken cancellation)
    {
        var spec = await artifacts.ReadAsync<PipelineSpec>(pipeline, cancellation);
        var report = await artifacts.ReadAsync<EvaluationReport>(evaluation, cancellation);
        var table = await artifacts.ReadAsync<TableSchema>(schema, cancellation);
        var agreed = contract is null ? null : await artifacts.ReadAsync<DataContract>(contract, cancellation);
        var explained = report.Explanation is { } named ? await artifacts.ReadAsync<ExplanationReport>(named, cancellation) : null;
        return new()
        {
            Model = model,
            RunId = runId,
            Candidate = candidate,
            Pipeline = spec,
            Rows = table.Rows,
            Evaluation = report,
            Explanation = explained,
            Datasheet = Datasheets.Of(agreed, spec),
            Statements = CardQuestions.Of(spec),
            Inputs = CardInputs.Of(table, spec.Target, explained?.Permutation.Inputs.Select(input => input.Input).ToArray(), agreed),
            Record = record,
        };
    }
}
