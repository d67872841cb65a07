using System.Diagnostics;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Benchmarks.Receipts;

/// <summary>
/// From the start of an upload of 1 MB to its receipt, as its owner sees it: the app and the storage emulator as processes of their own, as
/// <c>mlops up</c> starts them, with its settings; the blob is uploaded and the receipt is looked for 50 times a second.
/// </summary>
internal static class ReceiptBenchmark
{
    private const int WarmUps = 3;
    private const int Rounds = 12;
    private const int Bytes = 1_000_000;
    private const string Model = "credit-risk";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(string folder)
    {
        await using var stack = await LocalStack.StartAsync(
            new StateFolder(folder), 0, [new("Logging__LogLevel__Default", "Warning")], new Progress<string>(), TimeProvider.System, CancellationToken.None);
        var service = new BlobServiceClient(stack.StorageConnectionString, new(BlobClientOptions.ServiceVersion.V2026_06_06));
        var rows = await File.ReadAllLinesAsync(Path.Combine(Repository.Sample(Model), "credit_data.csv"));
        var pipeline = service.GetBlobContainerClient("pipelines").GetBlobClient($"{Model}/pipeline.yaml");
        await pipeline.UploadAsync(Path.Combine(Repository.Sample(Model), "pipeline.yaml"), overwrite: true);

        var (first, verdict) = (new List<double>(), new List<double>());
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var (received, judged) = await DropAsync(service, round, Table(rows, round));
            if (round >= WarmUps)
            {
                first.Add(received);
                verdict.Add(judged);
            }
        }

        Console.WriteLine($"A CSV of {Bytes / 1e6:F0} MB, dropped {Rounds} times on a warm local host; times from the start of the upload:");
        Print("first receipt", first);
        Print("receipt with the profile or every problem", verdict);
    }

    private static async Task<(double Received, double Judged)> DropAsync(BlobServiceClient service, int round, byte[] content)
    {
        var container = service.GetBlobContainerClient("datasets");
        var receipt = container.GetBlobClient($"{Model}/round-{round}.csv.receipt.json");
        var clock = Stopwatch.StartNew();
        await container.GetBlobClient($"{Model}/round-{round}.csv").UploadAsync(BinaryData.FromBytes(content));
        await UntilAsync(receipt, _ => true);
        var received = clock.Elapsed.TotalMilliseconds;
        await UntilAsync(receipt, seen => seen.Profile is not null || seen.State >= RunState.Rejected);
        var judged = clock.Elapsed.TotalMilliseconds;

        // The training of this one is not to stand in the way of the next.
        await UntilAsync(receipt, seen => seen.State is RunState.AwaitingClaim or >= RunState.Rejected);
        return (received, judged);
    }

    private static async Task UntilAsync(BlobClient receipt, Func<Receipt, bool> isAwaited)
    {
        using var ticks = new PeriodicTimer(Look);
        while (true)
        {
            try
            {
                if (isAwaited(MlopsJson.Read<Receipt>((await receipt.DownloadContentAsync()).Value.Content.ToArray())))
                {
                    return;
                }
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // Not yet.
            }

            await ticks.WaitForNextTickAsync();
        }
    }

    /// <summary>Rows of the sample, over and over, from another one at each round: no two rounds have the same content.</summary>
    private static byte[] Table(string[] rows, int round)
    {
        var text = new StringBuilder(Bytes + 200).Append(rows[0]).Append('\n');
        for (var i = round; text.Length < Bytes; i++)
        {
            text.Append(rows[1 + (i % (rows.Length - 1))]).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Print(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine($"{what}: median {milliseconds[milliseconds.Count / 2]:F0} ms, longest {milliseconds[^1]:F0} ms");
    }
}
