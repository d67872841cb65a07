namespace ServerlessMlops.Pipeline.Release;

/// <summary>Where the parts of a release lie inside the <c>models</c> container.</summary>
public static class BundlePaths
{
    public static string Folder(string model, int version) => $"{model}/{version}";

    /// <summary>Written last: a bundle without it is not a release.</summary>
    public static string Manifest(string model, int version) => $"{Folder(model, version)}/manifest.json";

    public static string Evaluation(string model, int version) => $"{Folder(model, version)}/evaluation.json";

    public static string ModelFile(string model, int version, string mediaType) => $"{Folder(model, version)}/model{Ending(mediaType)}";

    /// <param name="name">See <see cref="Contracts.ModelExport"/>.</param>
    public static string Export(string model, int version, string name) => $"{Folder(model, version)}/{name}";

    /// <param name="name">See <see cref="Contracts.CardRendering"/>.</param>
    public static string Card(string model, int version, string name) => $"{Folder(model, version)}/{name}";

    private static string Ending(string mediaType) => mediaType switch
    {
        "application/json" => ".json",
        _ when mediaType.StartsWith("text/plain", StringComparison.Ordinal) => ".txt",
        _ => ".bin",
    };
}
