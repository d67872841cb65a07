using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;

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
        Assert.Null(await Datasets.DescribeAsync(_path));
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
        Assert.Equal(request.RunId, (await Datasets.DescribeAsync(_path))!.RunId);
        Assert.Contains(_path, await Datasets.PathsAsync().ToListAsync());
    }

    [Theory]
    [InlineData("train.csv")]
    [InlineData("a/b/train.csv")]
    [InlineData("../train.csv")]
    [InlineData("model/")]
    [InlineData("MODEL/train.csv")]
    public async Task A_path_that_is_no_dataset_is_not_asked_for(string path) => Assert.Null(await Datasets.DescribeAsync(path));

    private BlobClient Blob => emulator.Clients.Container(StorageNames.Datasets).GetBlobClient(_path);

    private async Task<RunRequest> DropAsync(string content, string? claimed = null)
    {
        var options = new BlobUploadOptions { Metadata = claimed is null ? null : new Dictionary<string, string> { ["uploader"] = claimed } };
        await Blob.UploadAsync(BinaryData.FromString(content), options);
        return (await Datasets.DescribeAsync(_path))!;
    }
}
