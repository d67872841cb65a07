using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Drops;

public sealed class SpecificationReceiptTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_wrong_pipeline_is_told_every_error_at_once_with_its_place_and_a_mended_one_that_it_is_valid()
    {
        const string model = "spec-mended";
        var right = Samples.Pipeline("penguins", model);
        var mistaken = right.Replace("riskClass: minimal", "riskClass: tiny", StringComparison.Ordinal) + "\nfoo: 1\n";
        await PutAsync(model, "pipeline.yaml", mistaken);

        var wrong = await Beside.UntilAsync<SpecificationReceipt>(Client, $"pipelines/{model}/pipeline.yaml", _ => true);
        Assert.False(wrong.IsValid);
        Assert.StartsWith("2 errors in pipeline.yaml.", wrong.Verdict, StringComparison.Ordinal);
        Assert.Equal(["YAML_UNKNOWN_KEY", "YAML_UNKNOWN_VALUE"], Errors(wrong).Select(problem => problem.Code).Order());
        Assert.All(
            Errors(wrong), problem => Assert.True(problem is { File: "pipeline.yaml", Line: > 0, Position: > 0 }, problem.ToString()));

        await PutAsync(model, "pipeline.yaml", right);
        var mended = await Beside.UntilAsync<SpecificationReceipt>(Client, $"pipelines/{model}/pipeline.yaml", receipt => receipt.IsValid);
        Assert.StartsWith("Nothing is wrong", mended.Verdict, StringComparison.Ordinal);
        Assert.Contains("Valid", await Beside.PageAsync(Client, $"pipelines/{model}/pipeline.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_disagrees_with_the_pipeline_changes_the_receipts_of_both()
    {
        const string model = "spec-both";
        await PutAsync(model, "pipeline.yaml", Samples.Pipeline("penguins", model));
        await Beside.UntilAsync<SpecificationReceipt>(Client, $"pipelines/{model}/pipeline.yaml", receipt => receipt.IsValid);
        await PutAsync(model, "contract.yaml", Samples.Contract("penguins").Replace("CC0-1.0", "MIT", StringComparison.Ordinal));

        var contract = await Beside.UntilAsync<SpecificationReceipt>(Client, $"pipelines/{model}/contract.yaml", _ => true);
        var pipeline = await Beside.UntilAsync<SpecificationReceipt>(
            Client, $"pipelines/{model}/pipeline.yaml", receipt => receipt.ReadWith is not null);
        Assert.Equal(("pipeline.yaml", "contract.yaml"), (contract.ReadWith, pipeline.ReadWith));
        Assert.Equal(contract.Problems, pipeline.Problems);
        Assert.Contains("YAML_CONTRADICTION", Errors(contract).Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_pipeline_in_the_folder_of_another_model_or_under_another_name_is_told_so()
    {
        await PutAsync("spec-other", "pipeline.yaml", Samples.Pipeline("penguins", "spec-mine"));
        var receipt = await Beside.UntilAsync<SpecificationReceipt>(Client, "pipelines/spec-other/pipeline.yaml", _ => true);
        Assert.Equal(("WRONG_MODEL", 2), (Errors(receipt).Single().Code, Errors(receipt).Single().Line));

        await PutAsync("spec-other", "pipeline.yml", "model: spec-other");
        var stranger = await Beside.UntilAsync<SpecificationReceipt>(Client, "pipelines/spec-other/pipeline.yml", _ => true);
        Assert.Equal("WRONG_NAME", Assert.Single(stranger.Problems).Code);
    }

    private static List<Problem> Errors(SpecificationReceipt receipt) =>
        [.. receipt.Problems.Where(problem => problem.Severity == Severity.Error)];

    private Task PutAsync(string model, string file, string text) =>
        Beside.Blob(Client, $"pipelines/{model}/{file}").UploadAsync(BinaryData.FromString(text), overwrite: true);
}
