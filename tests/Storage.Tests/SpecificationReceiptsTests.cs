namespace ServerlessMlops.Storage.Tests;

public sealed class SpecificationReceiptsTests(Emulator emulator)
{
    private readonly SpecificationReceipts _receipts = new(emulator.Clients);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task A_folder_is_judged_once_for_what_lies_in_it()
    {
        await PutAsync("pipeline.yaml");
        var seen = await LookAsync();
        Assert.Equal((false, "pipeline.yaml"), (seen.IsDone, Assert.Single(seen.Files)));

        await WriteAsync("pipeline.yaml", seen.State);
        Assert.True((await LookAsync()).IsDone);
        Assert.DoesNotContain(await _receipts.LookAsync().ToListAsync(), folder => folder.Model == _model && !folder.IsDone);
    }

    [Fact]
    public async Task Another_upload_of_either_file_or_one_that_goes_makes_the_receipts_out_of_date()
    {
        await PutAsync("pipeline.yaml");
        await WriteAsync("pipeline.yaml", (await LookAsync()).State);
        await PutAsync("contract.yaml");
        var both = await LookAsync();
        Assert.Equal((false, 2), (both.IsDone, both.Files.Count));

        await WriteAsync("pipeline.yaml", both.State);
        Assert.False((await LookAsync()).IsDone);
        await WriteAsync("contract.yaml", both.State);
        Assert.True((await LookAsync()).IsDone);

        await emulator.Clients.Container(StorageNames.Pipelines).DeleteBlobAsync($"{_model}/contract.yaml");
        Assert.False((await LookAsync()).IsDone);
    }

    [Fact]
    public async Task A_specification_under_a_name_that_is_not_read_is_a_stranger_until_a_receipt_says_so()
    {
        await PutAsync("pipeline.yml");
        await PutAsync("README.md");
        var stranger = Assert.Single((await LookAsync()).Strangers);
        Assert.Equal($"{_model}/pipeline.yml", stranger);
        await WriteAsync("pipeline.yml", "");
        Assert.True((await LookAsync()).IsDone);
    }

    [Fact]
    public async Task A_file_outside_of_a_models_folder_is_a_stranger()
    {
        var file = $"{Guid.NewGuid():N}.yaml";
        await emulator.Clients.Container(StorageNames.Pipelines).GetBlobClient(file).UploadAsync(BinaryData.FromString("model: x"));
        Assert.Equal(file, Assert.Single((await _receipts.LookAsync(file)).Strangers));
        Assert.Contains(await _receipts.LookAsync().ToListAsync(), folder => folder.Strangers.Contains(file));
    }

    private Task<SpecificationFolder> LookAsync() => _receipts.LookAsync($"{_model}/pipeline.yaml");

    private Task PutAsync(string file) => emulator.Clients.Container(StorageNames.Pipelines).GetBlobClient($"{_model}/{file}")
        .UploadAsync(BinaryData.FromString("model: x"), overwrite: true);

    private Task<bool> WriteAsync(string file, string state) => _receipts.WriteAsync($"{_model}/{file}", state, new()
    {
        Model = _model,
        File = file,
        IsValid = true,
        Verdict = "Valid.",
        CheckedAt = Emulator.Noon,
    }, "<p>Valid.</p>");
}
