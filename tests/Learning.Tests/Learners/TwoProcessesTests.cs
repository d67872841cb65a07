using System.Diagnostics;
using System.Security.Cryptography;

namespace ServerlessMlops.Learning.Tests.Learners;

/// <summary>The same bytes in another process: it runs this very test, which then writes its digests instead of starting another.</summary>
public sealed class TwoProcessesTests
{
    private const string Answer = "MLOPS_TEST_DIGESTS";

    [Fact]
    public async Task Another_process_with_other_threads_makes_the_same_model_of_every_candidate()
    {
        if (Environment.GetEnvironmentVariable(Answer) is { } path)
        {
            await File.WriteAllLinesAsync(path, Digests(threads: 2), TestContext.Current.CancellationToken);
            return;
        }

        var file = Path.Combine(Path.GetTempPath(), $"mlops-digests-{Environment.ProcessId}.txt");
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            {
                start.ArgumentList.Add(typeof(TwoProcessesTests).Assembly.Location);
            }

            start.ArgumentList.Add("--filter-class");
            start.ArgumentList.Add(typeof(TwoProcessesTests).FullName!);
            start.Environment[Answer] = file;
            using var other = Process.Start(start)!;
            var said = other.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await other.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await other.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(File.Exists(file), await said);
            Assert.Equal(Digests(threads: 1), await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string[] Digests(int threads) =>
    [
        .. new[] { "penguins", "concrete" }.SelectMany(sample => Trainer.Candidates.Select(candidate =>
            $"{sample} {candidate} {Convert.ToHexStringLower(SHA256.HashData(Samples.Train(Samples.Named(sample, candidate) with { Threads = threads }).ToBytes()))}")),
    ];
}
