using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Cli.Local;

/// <param name="Models">One for each folder that has either file, in the order of their paths.</param>
/// <param name="Policies">Paths of the organisation's policies, in their order.</param>
internal sealed record WrittenFiles(IReadOnlyList<ModelFiles> Models, IReadOnlyList<string> Policies)
{
    public IReadOnlyList<string> Paths => [.. Policies, .. Models.SelectMany(model => new[] { model.Pipeline, model.Contract }).OfType<string>()];
}

/// <param name="Pipeline">Path of the pipeline.yaml; null where there is none.</param>
/// <param name="Contract">Path of the contract.yaml; null where there is none.</param>
internal sealed record ModelFiles(string? Pipeline, string? Contract);

/// <summary>Finds what people have written about their models, and what the organisation asks of all: the YAML in folders called policies.</summary>
internal static class SpecificationFiles
{
    /// <summary>Characters are counted when the file is read; this keeps the process from reading a disk image.</summary>
    private const long MaximumBytes = 8 << 20;

    private static readonly string[] Passed = ["bin", "node_modules", "obj"];

    public static WrittenFiles Under(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw CommandFault.Usage(File.Exists(folder) ? $"{folder} is a file; expected a folder." : $"There is no folder {folder}.",
                "mlops validate --help");
        }

        var (models, policies) = (new List<ModelFiles>(), new List<string>());
        Collect(folder, models, policies);
        return models.Count + policies.Count > 0
            ? new(models, policies)
            : throw new CommandFault($"No pipeline.yaml, no contract.yaml and no policies/*.yaml lies in {folder} or below it.");
    }

    /// <returns>Null for no path.</returns>
    public static async Task<SpecificationFile?> ReadAsync(string? path, CancellationToken cancellation)
    {
        if (path is null)
        {
            return null;
        }

        var length = new FileInfo(path).Length;
        return length <= MaximumBytes
            ? new SpecificationFile(path, await File.ReadAllTextAsync(path, cancellation))
            : throw new CommandFault($"{path} has {length} bytes; at most {MaximumBytes} are read.");
    }

    /// <summary>What can be used of policies' files, by name, and what is wrong with the others.</summary>
    public static async Task<(PolicySet Policies, IReadOnlyList<Problem> Problems)> PoliciesAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var outcomes = new List<PolicyOutcome>();
        foreach (var path in paths)
        {
            outcomes.Add(PolicyYaml.Parse((await ReadAsync(path, cancellation))!.Text, path));
        }

        return PolicyOutcome.Gather(outcomes);
    }

    private static void Collect(string folder, List<ModelFiles> found, List<string> policies)
    {
        var (pipeline, contract) = (In(folder, "pipeline.yaml"), In(folder, "contract.yaml"));
        if (pipeline is not null || contract is not null)
        {
            found.Add(new ModelFiles(pipeline, contract));
        }

        if (Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)) == "policies")
        {
            policies.AddRange(Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal));
        }

        // A link may lead back to where it came from.
        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(below);
            if (!name.StartsWith('.') && !Passed.Contains(name) && new DirectoryInfo(below).LinkTarget is null)
            {
                Collect(below, found, policies);
            }
        }
    }

    private static string? In(string folder, string file) => Path.Combine(folder, file) is var path && File.Exists(path) ? path : null;
}
