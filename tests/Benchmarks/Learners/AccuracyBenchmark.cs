using ServerlessMlops.Benchmarks.Peers;
using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Tests.Accuracy;
using ServerlessMlops.Pipeline.Contracts;
using CrossValidation = ServerlessMlops.Learning.Tests.Accuracy.CrossValidation;

namespace ServerlessMlops.Benchmarks.Learners;

/// <summary>Three times five folds of seven tables: each candidate, and the default one that validation picks, beside scikit-learn.</summary>
internal static class AccuracyBenchmark
{
    private const int Folds = 5;

    public static async Task RunAsync(string folder)
    {
        var root = Root();
        var tests = Path.Combine(root, "tests", "Learning.Tests", "Accuracy");
        Measure(Reference.Read(Path.Combine(tests, "reference.json")), Path.Combine(root, "samples"));
        try
        {
            Console.WriteLine("Tables of sklearn.datasets, measured by make.py now:");
            await Tool.RunAsync("/usr/bin/python3", [Path.Combine(tests, "make.py"), "--more", folder], Path.GetTempPath());
            Measure(Reference.Read(Path.Combine(folder, "reference.json")), folder);
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine($"were not measured: {missing.Message}");
        }
    }

    private static void Measure(Reference reference, string folder)
    {
        foreach (var (path, table) in reference.Tables)
        {
            Console.WriteLine($"{path}: {table.Metric}, mean ± standard error of {table.Folds.Count} x {Folds} folds");
            foreach (var (name, scores) in table.Scores)
            {
                Console.WriteLine($"  {reference.MadeWith} {name,-24} {Level.Of(scores)}");
            }

            Measure(CrossValidation.Of(Path.Combine(folder, path), table), table);
        }
    }

    private static void Measure(CrossValidation validation, ReferenceTable table)
    {
        var defaults = new TrainSpec().Candidates;
        var results = Enumerable.Range(0, table.Folds.Count)
            .SelectMany(repeat => Enumerable.Range(0, Folds).Select(fold => validation.Fold(repeat, fold, Trainer.Candidates, CancellationToken.None)))
            .ToArray();
        foreach (var candidate in results.SelectMany(one => one).GroupBy(result => result.Candidate))
        {
            Console.WriteLine($"  {candidate.Key,-43} {Level.Of([.. candidate.Select(result => result.Test)])}, {candidate.Average(result => result.Seconds):F2} s");
        }

        var chosen = results.Select(one => validation.Chosen([.. one.Where(result => defaults.Contains(result.Candidate))])).ToArray();
        var names = string.Join(", ", chosen.GroupBy(result => result.Candidate).Select(group => $"{group.Key} {group.Count()}"));
        Console.WriteLine($"  {"best default on validation",-43} {Level.Of([.. chosen.Select(result => result.Test)])} ({names})");
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServerlessMlops.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks do not run inside the repository.");
        }

        return folder.FullName;
    }
}
