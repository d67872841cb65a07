using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Drop;

public sealed class ModelDropRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("churn/a.onnx", "churn/a")]
    [InlineData("churn/a.ONNX", "churn/a")]
    [InlineData("churn/a.csv", "churn/a")]
    [InlineData("churn/a.csv.gz", "churn/a")]
    [InlineData("churn/a.parquet", "churn/a")]
    [InlineData("churn/a.txt", null)]
    public void A_model_and_its_data_share_a_stem(string path, string? stem) => Assert.Equal(stem, ModelDropRule.StemOf(path));

    [Fact]
    public void A_model_with_data_beside_it_is_one_run_of_both()
    {
        var request = Assert.IsType<DropOutcome.Dataset>(ModelDropRule.Decide(Blob("churn/a.onnx"), [Blob("churn/a.onnx"), Blob("churn/a.csv", "2", 1)])).Request;
        Assert.Equal(("churn", "a.onnx", "1"), (request.Model, request.File, request.ETag));
        Assert.Equal(new EvaluationFile("a.csv", "2", 10), request.Evaluation);
        Assert.Equal(("a.csv", "2", "churn/a.csv"), (request.OfData.File, request.OfData.ETag, request.OfData.Path));
        Assert.Equal(Noon.AddMinutes(1), request.DroppedAt);
    }

    [Fact]
    public void New_data_or_a_new_model_is_another_run_and_the_newest_data_count()
    {
        string Run(DroppedBlob model, params DroppedBlob[] beside) => Assert.IsType<DropOutcome.Dataset>(ModelDropRule.Decide(model, beside)).Request.RunId;
        var first = Run(Blob("churn/a.onnx"), Blob("churn/a.csv"));
        Assert.Equal(first, Run(Blob("churn/a.onnx"), Blob("churn/a.csv"), Blob("churn/b.csv")));
        Assert.NotEqual(first, Run(Blob("churn/a.onnx", "9"), Blob("churn/a.csv")));
        Assert.NotEqual(first, Run(Blob("churn/a.onnx"), Blob("churn/a.csv", "9")));
        Assert.NotEqual(first, Run(Blob("churn/a.onnx"), Blob("churn/a.csv"), Blob("churn/a.parquet", "1", 5)));
    }

    [Theory]
    [InlineData("churn/a.onnx", DropCodes.EvaluationDataMissing)]
    [InlineData("a.onnx", DropCodes.WrongPath)]
    [InlineData("Churn/a.onnx", DropCodes.WrongPath)]
    [InlineData("churn/b/a.onnx", DropCodes.WrongPath)]
    public void What_cannot_be_a_run_is_refused_beside_the_model(string path, string code)
    {
        var refused = Assert.IsType<DropOutcome.Refused>(ModelDropRule.Decide(Blob(path), [Blob(path), Blob("churn/other.csv")]));
        Assert.Equal((code, true), (refused.Why.Code, refused.IsModel));
    }

    [Fact]
    public void A_pair_of_which_one_may_still_change_waits_or_is_refused()
    {
        var growing = Blob("churn/a.csv") with { Shape = BlobShape.Append };
        Assert.Equal(DropCodes.NotSealed, Assert.IsType<DropOutcome.Refused>(ModelDropRule.Decide(Blob("churn/a.onnx"), [growing])).Why.Code);
        var copying = Blob("churn/a.onnx") with { Shape = BlobShape.Copying };
        Assert.IsType<DropOutcome.PassedOver>(ModelDropRule.Decide(copying, [Blob("churn/a.csv")]));
    }

    private static DroppedBlob Blob(string path, string etag = "1", int minutes = 0) => new(path, etag, 10, Noon.AddMinutes(minutes));
}
