using System.Diagnostics;
using System.Globalization;
using ServerlessMlops.Benchmarks.Peers;

namespace ServerlessMlops.Benchmarks.Data;

/// <summary>One pass over a table of about 500 MB, as CSV and as Parquet, ours beside DuckDB's SUMMARIZE and pandas, each in its own process.</summary>
internal static class ProfileBenchmark
{
    private const int Rounds = 3;
    private const string Python = "/usr/bin/python3";

    private const string Pandas = """
        import resource, sys, time
        start = time.time()
        import pandas
        table = pandas.read_csv(sys.argv[1])
        table.describe(include="all"), table.nunique(), table.isna().sum()
        print(time.time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        """;

    public static async Task RunAsync(string folder, int rows = BenchmarkTable.Rows)
    {
        Directory.CreateDirectory(folder);
        var csv = Path.Combine(folder, "table.csv");
        BenchmarkTable.Write(csv, rows);
        Console.WriteLine($"{rows:N0} rows, 20 columns, {Megabytes(csv)} MB of CSV");
        var ours = await BestAsync("ours", () => SelfAsync("profile-ours", csv));
        Compare(ours, await BestAsync("DuckDB", () => SelfAsync("profile-duckdb", csv)));
        Compare(ours, await BestAsync("pandas", () => PythonAsync(csv, folder)));

        var parquet = Path.Combine(folder, "table.parquet");
        DuckDbProfile.WriteParquet(csv, parquet);
        Console.WriteLine($"the same table, {Megabytes(parquet)} MB of Parquet as DuckDB writes it");
        ours = await BestAsync("ours", () => SelfAsync("profile-ours", parquet));
        Compare(ours, await BestAsync("DuckDB", () => SelfAsync("profile-duckdb", parquet)));
        Console.WriteLine("pandas was not measured: Debian's comes without a library that reads Parquet");
    }

    /// <summary>What a child process measures of itself: seconds and peak kilobytes.</summary>
    public static void Child(string what, string file)
    {
        var clock = Stopwatch.StartNew();
        if (what == "profile-ours")
        {
            OwnProfile.Read(file);
        }
        else
        {
            DuckDbProfile.Read(file);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine($"{seconds:F3} {peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim()}");
    }

    private static async Task<(string Name, double Seconds, double Megabytes)?> BestAsync(string name, Func<Task<string>> run)
    {
        try
        {
            var (best, peak) = (double.MaxValue, 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                var words = (await run()).Trim().Split('\n')[^1].Split(' ');
                best = Math.Min(best, double.Parse(words[0], CultureInfo.InvariantCulture));
                peak = Math.Max(peak, double.Parse(words[1].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024);
            }

            Console.WriteLine($"{name}: {best:F2} s (best of {Rounds}), peak {peak:F0} MB");
            return (name, best, peak);
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine($"{name} was not measured: {missing.Message}");
            return null;
        }
    }

    private static void Compare((string Name, double Seconds, double Megabytes)? ours, (string Name, double Seconds, double Megabytes)? peer)
    {
        if (ours is { } own && peer is { } other)
        {
            Console.WriteLine($"ours is {other.Seconds / own.Seconds:F1} times as fast as {other.Name}, with {own.Megabytes / other.Megabytes:P0} of its memory");
        }
    }

    private static Task<string> SelfAsync(string what, string file) =>
        Tool.RunAsync(Environment.ProcessPath!, [what, file], Path.GetTempPath());

    private static async Task<string> PythonAsync(string csv, string folder)
    {
        await InstallPandasAsync(folder);
        var script = Path.Combine(folder, "with_pandas.py");
        await File.WriteAllTextAsync(script, Pandas);
        return await Tool.RunAsync(Python, [script, csv], folder);
    }
    private static async Task InstallPandasAsync(string folder)
    {
        try
        {
            await Tool.RunAsync(Python, ["-c", "import pandas"], folder);
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine("python3-pandas is missing, and is installed by apt-get");
            await Tool.RunAsync("apt-get", ["install", "-y", "python3-pandas"], folder);
        }
    }

    private static string Megabytes(string file) => (new FileInfo(file).Length / 1e6).ToString("F0", CultureInfo.InvariantCulture);
}
