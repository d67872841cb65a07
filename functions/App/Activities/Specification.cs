using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The pipeline.yaml and contract.yaml that lay there when the data were taken in.</summary>
public sealed record Specification(PipelineFile PipelineFile, PipelineFile ContractFile)
{
    /// <summary>Under which data that were taken in before are another question; null where nothing lies there.</summary>
    public string? Digest => (DigestOf(PipelineFile), DigestOf(ContractFile)) switch
    {
        (var pipeline, null) => pipeline,
        var (pipeline, contract) => Digests.Sha256Hex($"{pipeline}\0{contract}"),
    };

    public bool HasPipeline => PipelineFile is not PipelineFile.Missing;

    public bool HasContract => ContractFile is not PipelineFile.Missing;

    public static async Task<Specification> ReadAsync(PipelineFiles files, string model, CancellationToken cancellation) => new(
        await files.ReadAsync(model, PipelineFiles.FileName, cancellation),
        await files.ReadAsync(model, PipelineFiles.ContractName, cancellation));

    /// <param name="model">Whose folder they lie in.</param>
    public ReadSpecification Parse(string model)
    {
        var read = SpecificationCheck.Read(TextOf(PipelineFile, PipelineFiles.FileName), TextOf(ContractFile, PipelineFiles.ContractName), model);
        return read with
        {
            Problems =
            [
                .. Unreadable(PipelineFile, PipelineFiles.FileName), .. Unreadable(ContractFile, PipelineFiles.ContractName), .. read.Problems,
            ],
        };
    }

    private static string? DigestOf(PipelineFile file) => (file as PipelineFile.Found)?.Digest;

    private static SpecificationFile? TextOf(PipelineFile file, string name) =>
        file is PipelineFile.Found found ? new SpecificationFile(name, found.Text) : null;

    private static IEnumerable<Problem> Unreadable(PipelineFile file, string name) => file switch
    {
        PipelineFile.TooLarge large =>
        [
            new Problem(
                YamlCodes.TooLarge, $"{name} has {large.Length} bytes; at most {large.Limit} are read.", name,
                Seen: $"{large.Length} bytes", Expected: $"at most {large.Limit} bytes"),
        ],
        PipelineFile.NotUtf8 => [new Problem(YamlCodes.NotUtf8, $"{name} is not UTF-8 text.", name, Expected: "UTF-8")],
        _ => [],
    };
}
