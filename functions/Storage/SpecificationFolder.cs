using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage;

/// <summary>What lies in <c>pipelines/{model}/</c>, without reading it.</summary>
/// <param name="Model">The first segment of the path; empty where a file lies in no folder.</param>
/// <param name="State">Names what lies there: another upload of either file, or a file that goes, makes another.</param>
/// <param name="Files">Of pipeline.yaml and contract.yaml those that are there.</param>
/// <param name="IsJudged">Whether the receipts beside them speak of this state.</param>
/// <param name="Strangers">Paths of files that look like a specification, are never read, and have no receipt that says so.</param>
public sealed record SpecificationFolder(
    string Model, string State, IReadOnlyList<string> Files, bool IsJudged, IReadOnlyList<string> Strangers)
{
    internal static readonly IReadOnlyList<string> Endings = [ReceiptBlobs.Receipt + ".json", ReceiptBlobs.Receipt + ".html"];

    /// <summary>Whether there is nothing left to say.</summary>
    public bool IsDone => (IsJudged || Files.Count == 0) && Strangers.Count == 0;

    /// <param name="blobs">Everything that lies there: path, ETag, and the state that a receipt speaks of.</param>
    internal static SpecificationFolder Of(string model, IReadOnlyList<(string Path, string ETag, string? Speaks)> blobs)
    {
        var there = blobs.ToDictionary(blob => blob.Path, StringComparer.Ordinal);
        string[] names = ModelNames.IsValid(model) ? [PipelineFiles.FileName, PipelineFiles.ContractName] : [];
        var state = string.Join(' ', names.Select(name => there.TryGetValue($"{model}/{name}", out var file) ? file.ETag : "none"));
        var files = names.Where(name => there.ContainsKey($"{model}/{name}")).ToList();
        var isJudged = files.TrueForAll(name => Endings.All(
            ending => there.TryGetValue($"{model}/{name}{ending}", out var said) && said.Speaks == state));
        var strangers = blobs.Select(blob => blob.Path).Where(path =>
            IsYaml(path) && DropRule.PassesOver(path) is null && !files.Exists(name => path == $"{model}/{name}")
            && !there.ContainsKey(path + Endings[1]));
        return new(model, state, files, isJudged, [.. strangers]);
    }

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
