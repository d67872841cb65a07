using System.Globalization;
using ServerlessMlops.Benchmarks;
using ServerlessMlops.Benchmarks.Data;
using ServerlessMlops.Benchmarks.Evaluating;
using ServerlessMlops.Benchmarks.Learners;
using ServerlessMlops.Benchmarks.Ledger;
using ServerlessMlops.Benchmarks.Receipts;

// dotnet run -c Release --project tests/Benchmarks [-- --no-peers | profile | receipt | accuracy | training | explain | predict | evaluate | ledger]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["profile-ours" or "profile-duckdb", _])
{
    ProfileBenchmark.Child(args[0], args[1]);
    return;
}

string[] known = ["--no-peers", "profile", "receipt", "accuracy", "training", "explain", "predict", "evaluate", "ledger"];
if (args.Except(known).ToArray() is { Length: > 0 } unknown)
{
    Console.Error.WriteLine($"Seen {string.Join(' ', unknown)}; expected {string.Join(", ", known)}, or nothing for the engine's.");
    Environment.ExitCode = 2;
    return;
}

var folder = Path.Combine(Path.GetTempPath(), $"mlops-bench-{Environment.ProcessId}");
try
{
    if (args.Contains("profile"))
    {
        await ProfileBenchmark.RunAsync(folder);
        return;
    }

    if (args.Contains("accuracy"))
    {
        await AccuracyBenchmark.RunAsync(folder);
        return;
    }

    if (args.Contains("training"))
    {
        await TrainingBenchmark.RunAsync(folder);
        return;
    }

    if (args.Contains("explain"))
    {
        ExplainBenchmark.Run();
        return;
    }

    if (args.Contains("evaluate"))
    {
        await EvaluateBenchmark.RunAsync(folder);
        return;
    }

    if (args.Contains("predict"))
    {
        PredictBenchmark.Run();
        return;
    }

    if (args.Contains("ledger"))
    {
        TreeBenchmark.Run();
        return;
    }

    if (args.Contains("receipt"))
    {
        await ReceiptBenchmark.RunAsync(folder);
        return;
    }

    using (var engine = new BenchEngine(folder))
    {
        await EngineBenchmarks.RunAsync(engine, folder);
    }

    if (!args.Contains("--no-peers"))
    {
        await PeerBenchmarks.RunAsync(folder);
    }
}
finally
{
    if (Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }
}
