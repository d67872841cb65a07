using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage.Tests;

public sealed class ArtifactStoreTests(Emulator emulator)
{
    private readonly ArtifactStore _store = new(emulator.Clients);

    [Fact]
    public async Task A_content_is_found_by_its_digest()
    {
        var content = Content(300_000);
        var artifact = await _store.PutAsync(content, "text/csv");
        Assert.Equal(new ArtifactRef(Digests.Sha256Hex(content), 300_000, "text/csv"), artifact);
        Assert.Equal(content, await _store.ReadBytesAsync(artifact));
    }

    [Fact]
    public async Task A_stream_is_kept_as_it_was_and_can_be_read_twice()
    {
        var content = Content(3_000_000);
        var artifact = await _store.PutAsync(new MemoryStream(content), "text/csv");
        await using var read = await _store.OpenAsync(artifact);
        Assert.Equal(Digests.Sha256Hex(content), artifact.Digest);
        Assert.Equal(artifact.Digest, Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(read)));
        read.Position = 0;
        Assert.Equal(content[0], read.ReadByte());
    }

    [Fact]
    public async Task Eight_that_put_the_same_content_at_once_put_it_once()
    {
        var content = Content(100_000);
        var artifacts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _store.PutAsync(content, "text/csv")));
        Assert.Single(artifacts.Distinct());
        Assert.Equal(content, await _store.ReadBytesAsync(artifacts[0]));
    }

    [Fact]
    public async Task A_value_has_one_digest_however_its_members_are_ordered()
    {
        var stamp = Guid.NewGuid();
        var artifact = await _store.PutJsonAsync(new { B = 1.0, A = stamp });
        Assert.Equal(artifact, await _store.PutJsonAsync(new { A = stamp, B = 1 }));
        Assert.Equal($$"""{"a":"{{stamp}}","b":1}""", Encoding.UTF8.GetString(await _store.ReadBytesAsync(artifact)));
        var schema = new TableSchema(3, ';', [new ColumnSchema("x", ColumnKind.Number, 0, 3, 1, 2)]);
        Assert.Equal(MlopsJson.Write(schema), MlopsJson.Write(await _store.ReadAsync<TableSchema>(await _store.PutJsonAsync(schema))));
    }

    [Fact]
    public async Task One_flipped_bit_is_refused()
    {
        var content = Content(5_000);
        var artifact = await _store.PutAsync(content, "text/csv");
        content[4_321] ^= 1;
        await Blob(artifact.Digest).UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        var refused = await Assert.ThrowsAsync<ArtifactCorruptException>(() => _store.OpenAsync(artifact));
        Assert.Equal(Digests.Sha256Hex(content), refused.SeenDigest);
    }

    [Theory]
    [InlineData(4_999)]
    [InlineData(2_000_000)]
    public async Task A_content_of_another_length_is_refused(int length)
    {
        var artifact = await _store.PutAsync(Content(5_000), "text/csv");
        await Blob(artifact.Digest).UploadAsync(BinaryData.FromBytes(Content(length)), overwrite: true);
        await Assert.ThrowsAsync<ArtifactCorruptException>(() => _store.ReadBytesAsync(artifact));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../datasets/secret.csv")]
    public async Task What_is_not_there_is_said_to_be_missing(string digest) =>
        await Assert.ThrowsAsync<ArtifactMissingException>(() => _store.OpenAsync(new ArtifactRef(digest, 1, "text/csv")));

    [Fact]
    public async Task Cut_off_before_the_commit_nothing_is_visible_and_the_next_try_completes_it()
    {
        // Long enough to go up in blocks, under ids as long as the SDK's own.
        var content = Content(9 << 20);
        var artifact = new ArtifactRef(Digests.Sha256Hex(content), content.Length, "text/csv");
        var blob = emulator.Clients.Container(StorageNames.Artifacts).GetBlockBlobClient($"sha256/{artifact.Digest}");
        await blob.StageBlockAsync(Convert.ToBase64String(new byte[48]), new MemoryStream(content, 0, 4 << 20));
        await Assert.ThrowsAsync<ArtifactMissingException>(() => _store.OpenAsync(artifact));
        Assert.Equal(artifact, await _store.PutAsync(content, "text/csv"));
        Assert.Equal(content, await _store.ReadBytesAsync(artifact));
    }

    private BlobClient Blob(string digest) => emulator.Clients.Container(StorageNames.Artifacts).GetBlobClient($"sha256/{digest}");

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        System.Security.Cryptography.RandomNumberGenerator.Fill(content);
        return content;
    }
}
