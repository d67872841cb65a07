using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Drops;

public sealed class FormatTests(RunningApp app)
{
    [Theory]
    [InlineData("penguins.csv.gz")]
    [InlineData("penguins.jsonl")]
    [InlineData("penguins.NDJSON.gz")]
    public async Task The_same_table_in_another_format_runs_the_same_road(string file)
    {
        var model = $"format-{file.ToLowerInvariant().Replace('.', '-')}";
        var text = file.Contains("json", StringComparison.OrdinalIgnoreCase) ? JsonLines() : Samples.Penguins.ToArray();
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var content = file.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(text) : text;
        var runId = await app.Client.DropAsync(model, file, BinaryData.FromBytes(content), Samples.Pipeline("penguins", model));

        var run = await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);

        Assert.Equal((344, 8), (run.Data!.Rows, run.Data.Columns));
        Assert.Equal(1, await Beside.RunsAsync(dana, model));
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_ending_says_has_a_run_that_says_so()
    {
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync("format-lie", "train.parquet", BinaryData.FromString("PAR1 and nothing of the kind"), null);
        await app.Client.UntilAsync(dana, runId, RunState.Rejected);
        Assert.NotEmpty((await app.Client.ReceiptAsync("format-lie", "train.parquet", RunState.Rejected)).Problems);
    }

    private static byte[] Gzip(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    private static byte[] JsonLines()
    {
        var rows = Samples.Penguins.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(',')).ToList();
        return Encoding.UTF8.GetBytes(string.Join('\n', rows.Skip(1).Select(row =>
            new JsonObject(rows[0].Zip(row, (name, cell) => KeyValuePair.Create(name, Value(cell)))).ToJsonString())));
    }

    private static JsonNode? Value(string cell) => cell == "NA" ? null
        : double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(cell);
}
