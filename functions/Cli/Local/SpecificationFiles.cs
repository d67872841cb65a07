using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Cli.Local;

/// <param name="Pipeline">Path of the pipeline.yaml; null where there is none.</param>
/// <param name="Contract">Path of the contract.yaml; null where there is none.</param>
internal sealed record ModelFiles(string? Pipeline, string? Contract);

/// <summary>Finds what people have written about their models.</summary>
internal static class SpecificationFiles
{
    /// <summary>Characters are counted when the file is read; this keeps the process from reading a disk image.</summary>
    private const long MaximumBytes = 8 << 20;

    private static readonly string[] Passed = ["bin", "node_modules", "obj"];

    /// <returns>One for each folder that has either file, in the order of their paths.</returns>
    public static IReadOnlyList<ModelFiles> Under(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw CommandFault.Usage(File.Exists(folder) ? $"{folder} is a file; expected a folder." : $"There is no folder {folder}.",
                "mlops validate --help");
        }

        var found = new List<ModelFiles>();
        Collect(folder, found);
        return found.Count > 0 ? found : throw new CommandFault($"No pipeline.yaml and no contract.yaml lies in {folder} or below it.");
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

    private static void Collect(string folder, List<ModelFiles> found)
    {
        var (pipeline, contract) = (In(folder, "pipeline.yaml"), In(folder, "contract.yaml"));
        if (pipeline is not null || contract is not null)
        {
            found.Add(new ModelFiles(pipeline, contract));
        }

        // A link may lead back to where it came from.
        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(below);
            if (!name.StartsWith('.') && !Passed.Contains(name) && new DirectoryInfo(below).LinkTarget is null)
            {
                Collect(below, found);
            }
        }
    }

    private static string? In(string folder, string file) => Path.Combine(folder, file) is var path && File.Exists(path) ? path : null;
}
