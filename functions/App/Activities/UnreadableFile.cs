using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Why a YAML file could not even be read as text.</summary>
internal static class UnreadableFile
{
    /// <returns>Empty where it could, or is not there.</returns>
    public static IEnumerable<Problem> Problems(PipelineFile file, string name) => file switch
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
