using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage.Tests;

public sealed class ReceiptsTests(Emulator emulator)
{
    private readonly Receipts _receipts = new(emulator.Clients);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task A_receipt_lies_beside_the_file_and_with_its_run()
    {
        var request = Emulator.NewRequest(_model);
        Assert.True(await WriteAsync(request, "Received."));
        Assert.True(await WriteAsync(request, "Training."));
        Assert.Equal("Training.", await BesideAsync());
        Assert.Equal("Training.", (await _receipts.ReadAsync(request.RunId))!.Verdict);
        var page = (await Blob("train.csv.receipt.html").GetPropertiesAsync()).Value;
        Assert.Equal(("text/html; charset=utf-8", "inline", "no-cache"), (page.ContentType, page.ContentDisposition, page.CacheControl));
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
        var datasets = new Datasets(emulator.Clients);
        var written = await datasets.ListAsync().Where(blob => blob.Path.StartsWith(_model, StringComparison.Ordinal)).ToListAsync();
        Assert.Equal(2, written.Count);
        Assert.All(written, blob => Assert.IsType<DropOutcome.PassedOver>(DropRule.Decide(blob)));
    }

    [Fact]
    public async Task A_file_that_cannot_have_a_run_gets_one_receipt_that_says_why()
    {
        var refused = await RefusedAsync("notes.docx");
        Assert.False(await _receipts.IsRefusedAsync(refused));
        Assert.True(await RefuseAsync(refused, "Not a dataset."));
        Assert.True(await _receipts.IsRefusedAsync(refused));
        Assert.Equal("Not a dataset.", await BesideAsync("notes.docx"));
    }

    [Fact]
    public async Task A_refusal_covers_the_receipt_of_what_was_there_before_and_not_of_what_came_after()
    {
        await WriteAsync(Emulator.NewRequest(_model), "An older run.");
        var refused = await RefusedAsync("train.csv");
        Assert.True(await RefuseAsync(refused, "Refused."));
        Assert.Equal("Refused.", await BesideAsync());

        var later = refused.Blob.DroppedAt.AddSeconds(1);
        Assert.True(await WriteAsync(Emulator.NewRequest(_model, later), "A newer run."));
        Assert.False(await _receipts.IsRefusedAsync(refused));
        Assert.False(await RefuseAsync(refused, "Refused again."));
        Assert.Equal("A newer run.", await BesideAsync());
    }

    [Fact]
    public async Task Where_somebody_holds_a_receipts_place_the_run_goes_on_without_it()
    {
        var request = Emulator.NewRequest(_model);
        await WriteAsync(request, "Received.");
        await Blob("train.csv.receipt.json").GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        Assert.False(await WriteAsync(request, "Training."));
        Assert.Equal("Training.", (await _receipts.ReadAsync(request.RunId))!.Verdict);

        await Blob("other.csv.receipt.json").DeleteIfExistsAsync();
        await emulator.Clients.Container(StorageNames.Datasets).GetAppendBlobClient($"{_model}/other.csv.receipt.json").CreateAsync();
        var other = Emulator.NewRequest(_model) with { File = "other.csv" };
        await WriteAsync(other, "Received.");
        Assert.Equal("Received.", (await _receipts.ReadAsync(other.RunId))!.Verdict);
    }

    [Fact]
    public async Task A_run_without_a_receipt_has_none()
    {
        Assert.Null(await _receipts.ReadAsync(Emulator.NewRequest().RunId));
        Assert.Null(await _receipts.ReadAsync("../x"));
    }

    private Task<bool> WriteAsync(RunRequest request, string verdict, RunState state = RunState.Training) =>
        _receipts.WriteAsync(request, Receipt(request, verdict, state), $"<p>{verdict}</p>");

    private Task<bool> RefuseAsync(DropOutcome.Refused refused, string verdict)
    {
        var blob = refused.Blob;
        var request = new RunRequest(
            RunIds.For("", blob.Path, blob.ETag), _model, blob.Path[(_model.Length + 1)..], blob.ETag, blob.Length, blob.DroppedAt);
        return _receipts.RefuseAsync(refused, Receipt(request, verdict, RunState.Rejected), $"<p>{verdict}</p>");
    }

    private async Task<DropOutcome.Refused> RefusedAsync(string file)
    {
        var append = emulator.Clients.Container(StorageNames.Datasets).GetAppendBlobClient($"{_model}/{file}");
        await append.CreateAsync();
        var datasets = new Datasets(emulator.Clients);
        return Assert.IsType<DropOutcome.Refused>(DropRule.Decide((await datasets.FindAsync($"{_model}/{file}"))!));
    }

    private async Task<string> BesideAsync(string file = "train.csv")
    {
        var json = (await Blob($"{file}.receipt.json").DownloadContentAsync()).Value.Content.ToString();
        var html = (await Blob($"{file}.receipt.html").DownloadContentAsync()).Value.Content.ToString();
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
