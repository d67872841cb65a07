using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

/// <summary>Files for the tests of this room: made from text, or the samples of the repository.</summary>
internal static class Csv
{
    public static ReadOutcome Read(string text, PipelineSpec? spec = null) => Read(Encoding.UTF8.GetBytes(text), spec);

    public static ReadOutcome Read(byte[] bytes, PipelineSpec? spec = null) => Dataset.Read(new MemoryStream(bytes), "test.csv", spec);

    public static ReadOutcome.Clean Clean(string text, PipelineSpec? spec = null) => Assert.IsType<ReadOutcome.Clean>(Read(text, spec));

    public static IReadOnlyList<Problem> Problems(string text, PipelineSpec? spec = null) => Assert.IsType<ReadOutcome.Faulty>(Read(text, spec)).Problems;

    /// <summary>A header and rows made from their number, from 1.</summary>
    public static string Rows(string header, int count, Func<int, string> row) =>
        header + "\n" + string.Concat(Enumerable.Range(1, count).Select(i => row(i) + "\n"));

    public static string SamplePath(string name, string file) => RepositoryPath(Path.Combine("samples", name, file));

    public static string RepositoryPath(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServerlessMlops.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution lies above the tests.");
        }

        return Path.Combine(folder.FullName, path);
    }

    public static PipelineSpec Spec(ModelTask task = ModelTask.Binary, string target = "y", string? positive = "yes") => new()
    {
        Model = "test",
        Owner = "dana@example.org",
        Purpose = "Tests",
        RiskClass = "minimal",
        Licence = "MIT",
        LegalBasis = "No personal data",
        Task = task,
        Target = target,
        Positive = task == ModelTask.Binary ? positive : null,
    };
}
