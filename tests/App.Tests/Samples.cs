using System.Runtime.CompilerServices;

namespace ServerlessMlops.App.Tests;

/// <summary>The repository's sample datasets and specifications.</summary>
public static class Samples
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "..", "..", "samples"));

    public static BinaryData Credit => Read("credit-risk", "credit_data.csv");

    public static BinaryData Penguins => Read("penguins", "penguins.csv");

    public static BinaryData Concrete => Read("concrete", "concrete.csv");

    /// <summary>The sample's pipeline.yaml under another model's name.</summary>
    public static string Pipeline(string sample, string model) =>
        File.ReadAllText(Path.Combine(Folder, sample, "pipeline.yaml")).Replace($"model: {sample}", $"model: {model}", StringComparison.Ordinal);

    /// <summary>The sample's contract.yaml.</summary>
    public static string Contract(string sample) => File.ReadAllText(Path.Combine(Folder, sample, "contract.yaml"));

    private static BinaryData Read(string sample, string file) => BinaryData.FromBytes(File.ReadAllBytes(Path.Combine(Folder, sample, file)));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
