using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The pipeline.yaml that lay there when the data was taken in.</summary>
public static class SpecificationFile
{
    /// <returns>Null where no text lies there.</returns>
    public static string? DigestOf(PipelineFile file) => (file as PipelineFile.Found)?.Digest;

    /// <returns>Null where no pipeline.yaml lies there; then one is proposed.</returns>
    public static SpecOutcome? Parse(PipelineFile file) => file switch
    {
        PipelineFile.Found found => PipelineYaml.Parse(found.Text, PipelineFiles.FileName),
        PipelineFile.TooLarge large => Wrong("PIPELINE_TOO_LARGE", $"pipeline.yaml has {large.Length} bytes; at most {large.Limit} are read."),
        PipelineFile.NotUtf8 => Wrong("PIPELINE_NOT_UTF8", "pipeline.yaml is not UTF-8 text."),
        _ => null,
    };

    private static SpecOutcome.Invalid Wrong(string code, string message) => new([new Problem(code, message, File: PipelineFiles.FileName)]);
}
