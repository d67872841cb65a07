using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage.Tests;

public sealed class PipelineFilesTests(Emulator emulator)
{
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task Where_none_lies_that_is_said()
    {
        Assert.IsType<PipelineFile.Missing>(await new PipelineFiles(emulator.Clients).ReadAsync(_model));
        Assert.IsType<PipelineFile.Missing>(await new PipelineFiles(emulator.Clients).ReadAsync("../x"));
    }

    [Fact]
    public async Task The_text_comes_without_its_byte_order_mark_and_with_its_digest()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. "model: größe\n"u8];
        await PutAsync(content);
        var found = Assert.IsType<PipelineFile.Found>(await new PipelineFiles(emulator.Clients).ReadAsync(_model));
        Assert.Equal(("model: größe\n", Digests.Sha256Hex(content)), (found.Text, found.Digest));
        Assert.DoesNotContain('"', found.ETag);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_said_to_be_none()
    {
        await PutAsync([0x6D, 0xFF, 0xFE]);
        Assert.IsType<PipelineFile.NotUtf8>(await new PipelineFiles(emulator.Clients).ReadAsync(_model));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_not_read()
    {
        await PutAsync(new byte[11]);
        var options = emulator.Options;
        options.MaxPipelineBytes = 10;
        Assert.Equal(new PipelineFile.TooLarge(11, 10), await new PipelineFiles(new StorageClients(options)).ReadAsync(_model));
    }

    private Task PutAsync(byte[] content) =>
        emulator.Clients.Container(StorageNames.Pipelines).GetBlobClient($"{_model}/pipeline.yaml").UploadAsync(BinaryData.FromBytes(content));
}
