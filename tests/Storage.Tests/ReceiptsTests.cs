using Azure.Storage.Blobs;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage.Tests;

public sealed class ReceiptsTests(Emulator emulator)
{
    private readonly Receipts _receipts = new(emulator.Clients, emulator.Time);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task A_receipt_lies_beside_the_file_and_with_its_run()
    {
        var request = Emulator.NewRequest(_model);
        Assert.True(await WriteAsync(request, "Received."));
        Assert.True(await WriteAsync(request, "Training."));
        Assert.Equal("Training.", await BesideAsync());
        Assert.Equal("Training.", (await _receipts.ReadAsync(request.RunId))!.Verdict);
        Assert.Equal("text/html; charset=utf-8", (await Blob("train.csv.receipt.html").GetPropertiesAsync()).Value.ContentType);
    }

    [Fact]
    public async Task An_older_run_does_not_cover_the_newer_ones_receipt()
    {
        var (older, newer) = (Emulator.NewRequest(_model), Emulator.NewRequest(_model, Emulator.Noon.AddSeconds(1)));
        await WriteAsync(older, "Older.");
        await WriteAsync(newer, "Newer.");
        Assert.False(await WriteAsync(older, "Older again."));
        Assert.Equal("Newer.", await BesideAsync());
        Assert.Equal("Older again.", (await _receipts.ReadAsync(older.RunId))!.Verdict);
    }

    [Fact]
    public async Task Written_at_once_the_newest_stays()
    {
        var requests = Enumerable.Range(0, 6).Select(i => Emulator.NewRequest(_model, Emulator.Noon.AddSeconds(i))).ToList();
        await Task.WhenAll(requests.Select(request => WriteAsync(request, $"{request.DroppedAt.Second}")));
        Assert.Equal("5", await BesideAsync());
    }

    [Fact]
    public async Task Of_two_uploads_in_one_second_the_one_that_lies_there_has_the_receipt()
    {
        var dropped = await Blob("train.csv").UploadAsync(BinaryData.FromString("a"));
        var etag = dropped.Value.ETag.ToString().Trim('"');
        var there = Emulator.NewRequest(_model) with { ETag = etag, RunId = RunIds.For(_model, $"{_model}/train.csv", etag) };
        var gone = Emulator.NewRequest(_model);
        await WriteAsync(gone, "Gone.");
        Assert.True(await WriteAsync(there, "There."));
        Assert.False(await WriteAsync(gone, "Gone again."));
        Assert.Equal("There.", await BesideAsync());
    }

    [Fact]
    public async Task A_run_goes_on_reporting_after_the_same_content_came_again()
    {
        var (run, touch) = (Emulator.NewRequest(_model), Emulator.NewRequest(_model, Emulator.Noon.AddSeconds(1)));
        await WriteAsync(run, "Training.");
        await WriteAsync(touch, "Unchanged.", RunState.Unchanged);
        Assert.True(await WriteAsync(run, "Live."));
        Assert.Equal("Live.", await BesideAsync());
    }

    [Fact]
    public async Task A_receipt_is_never_taken_for_a_drop()
    {
        await WriteAsync(Emulator.NewRequest(_model), "Received.");
        await foreach (var blob in emulator.Clients.Container(StorageNames.Datasets).GetBlobsAsync(new() { Prefix = _model }))
        {
            Assert.False(blob.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_file_that_cannot_have_a_run_gets_one_receipt_that_says_why()
    {
        var path = $"Not A Model {Guid.NewGuid()}/train.csv";
        await _receipts.RefuseAsync(path, "That is not a model's name.");
        await _receipts.RefuseAsync(path, "Again.");
        var blob = emulator.Clients.Container(StorageNames.Datasets).GetBlobClient($"{path}.receipt.json");
        var receipt = MlopsJson.Read<Receipt>((await blob.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal((RunState.Rejected, "That is not a model's name."), (receipt.State, receipt.Verdict));
    }

    [Fact]
    public async Task A_run_without_a_receipt_has_none()
    {
        Assert.Null(await _receipts.ReadAsync(Emulator.NewRequest().RunId));
        Assert.Null(await _receipts.ReadAsync("../x"));
    }

    private Task<bool> WriteAsync(RunRequest request, string verdict, RunState state = RunState.Training) =>
        _receipts.WriteAsync(request, Receipt(request, verdict, state), $"<p>{verdict}</p>");

    private async Task<string> BesideAsync()
    {
        var json = (await Blob("train.csv.receipt.json").DownloadContentAsync()).Value.Content.ToString();
        var html = (await Blob("train.csv.receipt.html").DownloadContentAsync()).Value.Content.ToString();
        var verdict = MlopsJson.Read<Receipt>(json).Verdict;
        Assert.Equal($"<p>{verdict}</p>", html);
        return verdict;
    }

    private BlobClient Blob(string file) => emulator.Clients.Container(StorageNames.Datasets).GetBlobClient($"{_model}/{file}");

    private static Receipt Receipt(RunRequest request, string verdict, RunState state) => new()
    {
        RunId = request.RunId,
        Model = request.Model,
        File = request.File,
        State = state,
        Verdict = verdict,
        UpdatedAt = Emulator.Noon,
    };
}
