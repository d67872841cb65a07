using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Drop;

public class DropRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("train.csv", "text/csv")]
    [InlineData("train.CSV", "text/csv")]
    [InlineData("train.csv.gz", "application/gzip")]
    [InlineData("train.parquet", "application/vnd.apache.parquet")]
    [InlineData("train.jsonl", "application/jsonl")]
    [InlineData("train.ndjson", "application/jsonl")]
    [InlineData("train.jsonl.gz", "application/gzip")]
    [InlineData("train.ndjson.gz", "application/gzip")]
    [InlineData("größe und preis 2024.csv", "text/csv")]
    [InlineData("receipt.csv", "text/csv")]
    public void A_dataset_of_every_format_starts_the_run_of_its_upload(string file, string mediaType)
    {
        var dataset = Assert.IsType<DropOutcome.Dataset>(Of($"credit-risk/{file}"));
        var runId = RunIds.For("credit-risk", $"credit-risk/{file}", "0x1");
        Assert.Equal(new RunRequest(runId, "credit-risk", file, "0x1", 8, Noon), dataset.Request);
        Assert.Equal(mediaType, DatasetNames.MediaTypeOf(file));
        Assert.Contains(DatasetNames.EndingOf(file)!, DatasetNames.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train.csv.receipt.json")]
    [InlineData("train.csv.receipt.html")]
    [InlineData("train.csv.receipt.json.receipt.html")]
    [InlineData(".receipt.json")]
    public void A_receipt_is_passed_over(string file) => Assert.IsType<DropOutcome.PassedOver>(Of($"credit-risk/{file}"));

    [Theory]
    [InlineData("credit-risk/train.xlsx", DropCodes.WrongEnding)]
    [InlineData("credit-risk/train", DropCodes.WrongEnding)]
    [InlineData("credit-risk/.csv", DropCodes.WrongEnding)]
    [InlineData("credit-risk/train.csv.zip", DropCodes.WrongEnding)]
    [InlineData("credit-risk/train.gz", DropCodes.WrongEnding)]
    [InlineData("credit-risk/train.csv.RECEIPT.JSON", DropCodes.WrongEnding)]
    [InlineData("train.csv", DropCodes.WrongPath)]
    [InlineData("credit-risk/2024/train.csv", DropCodes.WrongPath)]
    [InlineData("Credit Risk/train.csv", DropCodes.WrongPath)]
    public void What_is_no_dataset_is_refused_with_what_would_have_been_one(string path, string code)
    {
        var refused = Assert.IsType<DropOutcome.Refused>(Of(path));
        Assert.Equal((code, path[(path.LastIndexOf('/') + 1)..]), (refused.Why.Code, refused.Why.File));
        Assert.NotNull(refused.Why.Expected);
    }

    [Fact]
    public void A_name_that_leaves_no_room_for_its_receipt_is_refused_or_passed_over()
    {
        Assert.IsType<DropOutcome.Dataset>(Of($"m/{new string('x', 251)}.csv"));
        Assert.Equal(DropCodes.WrongName, Assert.IsType<DropOutcome.Refused>(Of($"m/{new string('x', 252)}.csv")).Why.Code);
        Assert.IsType<DropOutcome.PassedOver>(Of($"m/{new string('x', 1_010)}.csv"));
    }

    [Theory]
    [InlineData("../pipelines/credit-risk/train.csv")]
    [InlineData("credit-risk/../train.csv")]
    [InlineData("credit-risk/..")]
    [InlineData("./train.csv")]
    [InlineData("/train.csv")]
    [InlineData("credit-risk/")]
    [InlineData("credit-risk//train.csv")]
    [InlineData("credit-risk\\train.csv")]
    [InlineData("credit-risk/a\nb.csv")]
    [InlineData("credit-risk/a\0.csv")]
    [InlineData("")]
    public void A_name_that_another_blob_would_answer_to_is_never_asked_for(string path) => Assert.NotNull(DropRule.PassesOver(path));

    [Theory]
    [InlineData(BlobShape.Append, DropCodes.NotSealed)]
    [InlineData(BlobShape.Page, DropCodes.PageBlob)]
    [InlineData(BlobShape.CopyFailed, DropCodes.CopyFailed)]
    public void A_blob_whose_content_is_not_final_is_refused(BlobShape shape, string code) =>
        Assert.Equal(code, Assert.IsType<DropOutcome.Refused>(Of("credit-risk/train.csv", shape)).Why.Code);

    [Fact]
    public void A_copy_in_the_making_and_a_directory_are_no_drops_and_a_sealed_append_blob_is_one()
    {
        Assert.IsType<DropOutcome.PassedOver>(Of("credit-risk/train.csv", BlobShape.Copying));
        Assert.IsType<DropOutcome.PassedOver>(Of("credit-risk", BlobShape.Directory));
        Assert.IsType<DropOutcome.Dataset>(Of("credit-risk/train.csv", BlobShape.SealedAppend));
    }

    private static DropOutcome Of(string path, BlobShape shape = BlobShape.Block) => DropRule.Decide(new(path, "0x1", 8, Noon, shape));
}
