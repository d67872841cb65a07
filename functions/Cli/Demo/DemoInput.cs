using System.Text.RegularExpressions;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Cli.Demo;

/// <summary>What the demo drops, and under which names.</summary>
/// <param name="Pipeline">Null where the dataset is dropped alone: then a specification is proposed, and nothing is deployed.</param>
/// <param name="Contract">Null where nothing was agreed on about the data: then a contract is proposed.</param>
/// <param name="Specification">What the pipeline file says; null where it cannot be read, which the run itself will tell.</param>
internal sealed partial record DemoInput(FileInfo Dataset, FileInfo? Pipeline, FileInfo? Contract, PipelineSpec? Specification, string Model)
{
    public string BlobFile => DropNames.FileOf(Dataset.Name);

    /// <summary>The sample where no dataset is given; the sample's own pipeline and contract only with the sample's dataset.</summary>
    public static DemoInput Of(FileInfo? dataset, FileInfo? pipeline, FileInfo? contract = null)
    {
        var sample = Repository.Sample("credit-risk");
        var data = InputFiles.Existing(dataset ?? new FileInfo(Path.Combine(sample, "credit_data.csv")));
        var file = pipeline ?? (dataset is null ? new FileInfo(Path.Combine(sample, "pipeline.yaml")) : null);
        var agreed = contract ?? (dataset is null ? new FileInfo(Path.Combine(sample, "contract.yaml")) : null);
        agreed = agreed is null ? null : InputFiles.Existing(agreed);
        if (file is null)
        {
            return new(data, null, agreed, null, DropNames.ModelOf(data.Name));
        }

        var text = File.ReadAllText(InputFiles.Existing(file).FullName);
        var specification = (PipelineYaml.Parse(text, file.Name) as SpecOutcome.Valid)?.Spec;
        return new(data, file, agreed, specification, specification?.Model ?? ModelLineOf(text) ?? DropNames.ModelOf(data.Name));
    }

    /// <summary>A file with errors in it still names its model, mostly; the run then lists the errors.</summary>
    private static string? ModelLineOf(string text) =>
        ModelLine().Match(text) is { Success: true } match && ModelNames.IsValid(match.Groups[1].Value) ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^model:\s*[""']?([a-z0-9-]+)", RegexOptions.Multiline)]
    private static partial Regex ModelLine();
}
