using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The pipeline.yaml and contract.yaml that lay there when the data were taken in, and the policies that held.</summary>
public sealed record Specification(PipelineFile PipelineFile, PipelineFile ContractFile, PoliciesInForce Policies)
{
    /// <summary>Under which data that were taken in before are another question; null where nothing lies there.</summary>
    public string? Digest => (DigestOf(PipelineFile), DigestOf(ContractFile), Policies.State) switch
    {
        (var pipeline, null, null) => pipeline,
        (var pipeline, var contract, null) => Digests.Sha256Hex($"{pipeline}\0{contract}"),
        var (pipeline, contract, policies) => Digests.Sha256Hex($"{pipeline}\0{contract}\0{policies}"),
    };

    public bool HasPipeline => PipelineFile is not PipelineFile.Missing;

    public bool HasContract => ContractFile is not PipelineFile.Missing;

    public static async Task<Specification> ReadAsync(
        PipelineFiles files, PolicyFiles policies, string model, CancellationToken cancellation) => new(
        await files.ReadAsync(model, PipelineFiles.FileName, cancellation),
        await files.ReadAsync(model, PipelineFiles.ContractName, cancellation),
        await PoliciesInForce.ReadAsync(policies, cancellation));

    /// <param name="model">Whose folder they lie in.</param>
    public ReadSpecification Parse(string model)
    {
        var read = SpecificationCheck.Read(TextOf(PipelineFile, PipelineFiles.FileName), TextOf(ContractFile, PipelineFiles.ContractName), model, Policies.Set);
        return read with
        {
            Problems =
            [
                .. Policies.Told, .. UnreadableFile.Problems(PipelineFile, PipelineFiles.FileName),
                .. UnreadableFile.Problems(ContractFile, PipelineFiles.ContractName), .. read.Problems,
            ],
        };
    }

    private static string? DigestOf(PipelineFile file) => (file as PipelineFile.Found)?.Digest;

    private static SpecificationFile? TextOf(PipelineFile file, string name) =>
        file is PipelineFile.Found found ? new SpecificationFile(name, found.Text) : null;
}
