namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>A model in a format that other tools read, as it was checked before its release.</summary>
/// <param name="Name">The file's, under which it is asked for: <c>model.onnx</c>, <c>lightgbm.txt</c> or <c>lightgbm.columns.json</c>.</param>
/// <param name="File">Null where it is not offered, which <paramref name="NotOffered"/> explains.</param>
public sealed record ModelExport(string Name, ArtifactRef? File, string? NotOffered = null)
{
    public const string Onnx = "model.onnx";

    /// <summary>Trees in LightGBM's own text.</summary>
    public const string LightGbm = "lightgbm.txt";

    /// <summary>Which column each feature <c>f0</c>, <c>f1</c>, … of <see cref="LightGbm"/> is.</summary>
    public const string LightGbmColumns = "lightgbm.columns.json";

    /// <summary>What another engine made of the file, on the test part; null where none ran it.</summary>
    public ExportParity? Parity { get; init; }
}

/// <summary>Scores of an exported file beside those of the model that it was made from, on the same rows.</summary>
/// <param name="MaxDifference">
/// Of a probability, or of a predicted number ÷ max(1, its size); ≥ 0. Null where a score was no number, or was missing.
/// </param>
/// <param name="Labels">Rows whose label differs though the score is not on the threshold.</param>
/// <param name="Rows">Compared.</param>
/// <param name="Limit">The largest difference with which the file is offered.</param>
public sealed record ExportParity(double? MaxDifference, long Labels, long Rows, double Limit)
{
    public bool Holds => MaxDifference <= Limit && Labels == 0;
}

/// <summary>What a version is offered as.</summary>
public sealed record ExportList(string Model, int Version, IReadOnlyList<ModelExport> Exports);
