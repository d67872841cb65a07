using System.Collections.Concurrent;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests;

/// <summary>The sample tables, split as the pipeline splits them.</summary>
internal static class Samples
{
    private static readonly ConcurrentDictionary<(string Sample, string Candidate), Lazy<TrainedModel>> Models = [];

    public static IReadOnlyList<string> Names { get; } = ["credit", "penguins", "concrete"];

    public static TheoryData<string, string> WithCandidates
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in Names)
            {
                foreach (var candidate in Trainer.Candidates)
                {
                    all.Add(name, candidate);
                }
            }

            return all;
        }
    }

    public static TrainingInput Named(string name, string candidate) => name switch
    {
        "credit" => Credit(candidate),
        "penguins" => Penguins(candidate),
        _ => Concrete(candidate),
    };

    /// <summary>A sample's model, trained once for all tests.</summary>
    public static TrainedModel Trained(string name, string candidate) =>
        Models.GetOrAdd((name, candidate), key => new Lazy<TrainedModel>(() => Train(Named(key.Sample, key.Candidate)))).Value;

    public static TrainingInput Credit(string candidate) => Read("credit-risk/credit_data.csv", candidate, Spec(ModelTask.Binary, "Status", "bad"));

    public static TrainingInput Penguins(string candidate) => Read("penguins/penguins.csv", candidate, Spec(ModelTask.Multiclass, "species"));

    public static TrainingInput Concrete(string candidate) => Read("concrete/concrete.csv", candidate, Spec(ModelTask.Regression, "compressive_strength"));

    public static PipelineSpec Spec(ModelTask task, string target, string? positive = null) => new()
    {
        Model = "a-model",
        Owner = "dana@example.org",
        Purpose = "a test",
        RiskClass = "minimal",
        Licence = "MIT",
        LegalBasis = "none needed",
        Task = task,
        Target = target,
        Positive = positive,
    };

    /// <summary>Any table as the input of one candidate.</summary>
    public static TrainingInput Input(Table table, PipelineSpec spec, string candidate, int seed = 7) => new()
    {
        Table = table,
        Target = Labels.Of(table, spec),
        Split = Splitter.Assign(table, spec),
        Spec = spec,
        Features = [.. table.Columns.Select(column => column.Name).Where(name => name != spec.Target)],
        Candidate = candidate,
        Seed = seed,
    };

    public static TrainedModel Train(TrainingInput input) =>
        Assert.IsType<TrainingOutcome.Trained>(Trainer.Train(input, TestContext.Current.CancellationToken)).Model;

    private static TrainingInput Read(string path, string candidate, PipelineSpec spec)
    {
        using var file = File.OpenRead(PathOf(path));
        var clean = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(file, path, spec));
        return Input(clean.Table, spec, candidate) with
        {
            Features = [.. FeatureSelection.Choose(spec, clean.Table).Where(choice => choice.Used).Select(choice => choice.Column)],
        };
    }

    public static string PathOf(string path) => Path.Combine(Root(), "samples", path);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServerlessMlops.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
