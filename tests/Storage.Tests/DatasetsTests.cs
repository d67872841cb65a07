using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage.Tests;

public sealed class DatasetsTests(Emulator emulator)
{
    private readonly string _path = $"{Emulator.NewModel()}/train.csv";

    private Datasets Datasets => new(emulator.Clients);

    [Fact]
    public async Task The_upload_that_was_announced_is_what_is_kept()
    {
        var request = await DropAsync("a,b\n1,2\n");
        var taken = Assert.IsType<DatasetOutcome.Taken>(await Datasets.TakeAsync(request));
        await DropAsync("a,b\n3,4\n");
        await using var kept = taken.Content;
        var artifacts = new ArtifactStore(emulator.Clients);
        var snapshot = await artifacts.PutAsync(kept, "text/csv");
        Assert.Equal("a,b\n1,2\n"u8.ToArray(), await artifacts.ReadBytesAsync(snapshot));
        Assert.Equal((kept.Digest, "text/csv"), (snapshot.Digest, snapshot.MediaType));
    }

    [Fact]
    public async Task An_upload_that_was_replaced_meanwhile_is_not_read()
    {
        var request = await DropAsync("a,b\n1,2\n");
        var next = await DropAsync("a,b\n3,4\n");
        Assert.IsType<DatasetOutcome.Replaced>(await Datasets.TakeAsync(request));
        Assert.NotEqual(request.RunId, next.RunId);
    }

    [Fact]
    public async Task An_upload_that_was_deleted_meanwhile_is_said_to_be()
    {
        var request = await DropAsync("a,b\n1,2\n");
        await Blob.DeleteAsync();
        Assert.IsType<DatasetOutcome.Deleted>(await Datasets.TakeAsync(request));
        Assert.Null(await Datasets.FindAsync(_path));
    }

    [Fact]
    public async Task An_upload_above_the_limit_is_not_read()
    {
        var options = emulator.Options;
        options.MaxDatasetBytes = 4;
        var small = new Datasets(new StorageClients(options));
        var request = await DropAsync("a,b\n1,2\n");
        Assert.Equal(new DatasetOutcome.TooLarge(8, 4), await small.TakeAsync(request));
        Assert.Equal(new DatasetOutcome.TooLarge(8, 4), await small.TakeAsync(request with { Length = 1 }));
    }

    [Fact]
    public async Task A_description_names_the_run_and_what_the_metadata_claims()
    {
        var request = await DropAsync("a,b\n1,2\n", "eve@example.org");
        Assert.Equal((8, "eve@example.org"), (request.Length, request.ClaimedUploader));
        Assert.Equal(RunIds.For(request.Model, _path, request.ETag), request.RunId);
        var listed = (await Datasets.ListAsync().ToListAsync()).Select(DropRule.Decide);
        Assert.Contains(new DropOutcome.Dataset(request), listed);
    }

    [Fact]
    public async Task Staged_blocks_are_nothing_until_they_are_committed()
    {
        var blocks = emulator.Clients.Container(StorageNames.Datasets).GetBlockBlobClient(_path);
        var id = Convert.ToBase64String("block-1"u8);
        await blocks.StageBlockAsync(id, new MemoryStream("a,b\n1,2\n"u8.ToArray()));
        Assert.Null(await Datasets.FindAsync(_path));
        Assert.DoesNotContain(await Datasets.ListAsync().ToListAsync(), blob => blob.Path == _path);

        await blocks.CommitBlockListAsync([id]);
        Assert.Equal(8, (await Datasets.FindAsync(_path))!.Length);
    }

    [Fact]
    public async Task An_append_blob_is_known_as_one_until_it_is_sealed_and_is_read_then()
    {
        var append = emulator.Clients.Container(StorageNames.Datasets).GetAppendBlobClient(_path);
        await append.CreateAsync();
        await append.AppendBlockAsync(new MemoryStream("a,b\n1,2\n"u8.ToArray()));
        Assert.Equal(BlobShape.Append, (await Datasets.FindAsync(_path))!.Shape);

        await append.SealAsync();
        var found = (await Datasets.FindAsync(_path))!;
        Assert.Equal(BlobShape.SealedAppend, found.Shape);
        Assert.Contains(found, await Datasets.ListAsync().ToListAsync());
        var dataset = Assert.IsType<DropOutcome.Dataset>(DropRule.Decide(found));
        await using var taken = Assert.IsType<DatasetOutcome.Taken>(await Datasets.TakeAsync(dataset.Request)).Content;
        Assert.Equal(8, taken.Length);
    }

    [Fact]
    public async Task A_finished_copy_and_a_page_blob_are_known_for_what_they_are()
    {
        var request = await DropAsync("a,b\n1,2\n");
        var container = emulator.Clients.Container(StorageNames.Datasets);
        var (copy, page) = ($"{request.Model}/copy.csv", $"{request.Model}/page.csv");
        await (await container.GetBlobClient(copy).StartCopyFromUriAsync(Blob.Uri)).WaitForCompletionAsync();
        await container.GetPageBlobClient(page).CreateAsync(512);
        Assert.Equal((BlobShape.Block, 8), ((await Datasets.FindAsync(copy))!.Shape, (await Datasets.FindAsync(copy))!.Length));
        Assert.Equal(BlobShape.Page, (await Datasets.FindAsync(page))!.Shape);
    }

    private BlobClient Blob => emulator.Clients.Container(StorageNames.Datasets).GetBlobClient(_path);

    private async Task<RunRequest> DropAsync(string content, string? claimed = null)
    {
        var options = new BlobUploadOptions { Metadata = claimed is null ? null : new Dictionary<string, string> { ["uploader"] = claimed } };
        await Blob.UploadAsync(BinaryData.FromString(content), options);
        return Assert.IsType<DropOutcome.Dataset>(DropRule.Decide((await Datasets.FindAsync(_path))!)).Request;
    }
}
