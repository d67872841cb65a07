using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage.Tests;

public sealed class BundlesTests(Emulator emulator)
{
    private readonly ArtifactStore _artifacts = new(emulator.Clients);
    private readonly string _model = Emulator.NewModel();

    private Bundles Bundles => new(emulator.Clients, _artifacts);

    [Fact]
    public async Task A_bundle_holds_manifest_model_and_evaluation()
    {
        var manifest = await ManifestAsync();
        var digest = await Bundles.WriteAsync(manifest);
        Assert.Equal(digest, await Bundles.WriteAsync(manifest));
        Assert.Equal(MlopsJson.Write(manifest), MlopsJson.Write(await Bundles.ReadManifestAsync(_model, 1, digest)));
        Assert.Equal("the trees"u8.ToArray(), await Bundles.ReadModelAsync(manifest));
        Assert.True(await Blob(BundlePaths.Evaluation(_model, 1)).ExistsAsync());
    }

    [Fact]
    public async Task Cut_off_before_the_manifest_it_is_no_release_and_the_next_try_completes_it()
    {
        var manifest = await ManifestAsync();
        var path = BundlePaths.ModelFile(_model, 1, manifest.ModelFile.MediaType);
        await Blob(path).UploadAsync(BinaryData.FromBytes("the trees"u8.ToArray()));
        Assert.Null(await Bundles.ReadManifestAsync(_model, 1, "digest"));
        var digest = await Bundles.WriteAsync(manifest);
        Assert.NotNull(await Bundles.ReadManifestAsync(_model, 1, digest));
    }

    [Fact]
    public async Task A_version_is_written_once()
    {
        var manifest = await ManifestAsync();
        await Bundles.WriteAsync(manifest);
        await Assert.ThrowsAsync<BundleConflictException>(() => Bundles.WriteAsync(manifest with { Owner = "eve@example.org" }));
    }

    [Fact]
    public async Task One_flipped_bit_in_model_or_manifest_is_refused()
    {
        var manifest = await ManifestAsync();
        var digest = await Bundles.WriteAsync(manifest);
        await FlipAsync(BundlePaths.ModelFile(_model, 1, manifest.ModelFile.MediaType));
        Assert.Null(await Bundles.ReadModelAsync(manifest));
        await FlipAsync(BundlePaths.Manifest(_model, 1));
        Assert.Null(await Bundles.ReadManifestAsync(_model, 1, digest));
    }

    private async Task FlipAsync(string path)
    {
        var content = (await Blob(path).DownloadContentAsync()).Value.Content.ToArray();
        content[3] ^= 1;
        await Blob(path).UploadAsync(BinaryData.FromBytes(content), overwrite: true);
    }

    private Azure.Storage.Blobs.BlobClient Blob(string path) => emulator.Clients.Container(StorageNames.Models).GetBlobClient(path);

    private async Task<ReleaseManifest> ManifestAsync()
    {
        var any = await _artifacts.PutJsonAsync(new { Any = 1 });
        return new ReleaseManifest
        {
            Model = _model,
            Version = 1,
            RunId = "run",
            Task = ModelTask.Binary,
            Candidate = "lightgbm",
            Dataset = any,
            Schema = any,
            Split = any,
            ModelFile = await _artifacts.PutAsync("the trees"u8.ToArray(), "application/json"),
            Pipeline = any,
            Evaluation = any,
            Evidence = new ApprovalEvidence("d1", "d2", "d3", "d4", "d5", "builtin-1", null),
            EvidenceDigest = "digest",
            Votes = [],
            Submitter = "dana@example.org",
            Owner = "owner@example.org",
            ReleasedAt = Emulator.Noon,
        };
    }
}
