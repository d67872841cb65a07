using System.Text;
using ServerlessMlops.Learning.Exports;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Onnx;

public sealed class ModelExportsTests
{
    [Fact]
    public void Trees_are_exported_as_a_graph_as_text_and_with_what_their_columns_are()
    {
        var input = Samples.Credit(Trainer.LightGbm);
        using var scorer = Scorer.Of(Samples.Trained("credit", Trainer.LightGbm).File);
        int[] rows = [.. Enumerable.Range(0, 300)];
        var files = ModelExports.Of(scorer, "credit-risk", "abc", input.Table, rows);
        Assert.Equal([ModelExport.Onnx, ModelExport.LightGbm, ModelExport.LightGbmColumns], files.Select(file => file.Name));
        Assert.All(files, file => Assert.NotNull(file.Bytes));
        Assert.Equal(rows.Length, files[0].Parity!.Rows);

        // LightGBM's own loader reads the text, and scores the encoded rows as the model does.
        using var booster = LightGbmBooster.Load(Encoding.UTF8.GetString(files[1].Bytes!));
        var encoded = new FeatureEncoder(scorer.Model.Transform).Encode(input.Table, rows);
        var margins = booster.Predict(encoded, rows.Length, LightGbmApi.PredictRaw, 1, "");
        Assert.All(margins.Zip(scorer.Margins(input.Table, rows)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));

        var columns = MlopsJson.Read<LightGbmColumns>(files[2].Bytes);
        Assert.Equal(booster.Columns, columns.Columns.Count);
        Assert.Equal(Enumerable.Range(0, booster.Columns).Select(column => $"f{column}"), columns.Columns.Select(column => column.Name));
        Assert.Contains(columns.Columns, column => column is { Feature: "Home", Codes: [.., "(any other)", "(missing)"] });
    }

    [Theory]
    [InlineData(Trainer.Linear)]
    [InlineData(Trainer.Gam)]
    [InlineData(Trainer.Dummy)]
    public void What_has_no_trees_is_a_graph_alone(string candidate)
    {
        using var scorer = Scorer.Of(Samples.Trained("penguins", candidate).File);
        var file = Assert.Single(ModelExports.Of(scorer, "penguins", "abc", Samples.Penguins(candidate).Table, [1, 2, 3]));
        Assert.Equal(ModelExport.Onnx, file.Name);
        Assert.NotNull(file.Bytes);
    }

    [Fact]
    public void A_feature_that_no_graph_can_hold_is_named_with_the_reason()
    {
        var input = EveryKindTable.Of(ModelTask.Binary, Trainer.LightGbm, hasText: true);
        using var scorer = Scorer.Of(Samples.Train(input).File);
        Assert.Contains(scorer.Model.Transform.Features, feature => feature.Encoding is TextEncoding);
        var files = ModelExports.Of(scorer, "a-model", "abc", input.Table, [1, 2, 3]);
        Assert.Null(files[0].Bytes);
        Assert.True(files[0].NotOffered!.Contains("'note' is free text", StringComparison.Ordinal), files[0].NotOffered);
        Assert.NotNull(files[1].Bytes);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes_and_the_graph_says_what_it_is()
    {
        var model = Samples.Trained("credit", Trainer.LightGbm).File;
        var once = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model, "credit-risk", "abc"));
        var twice = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model, "credit-risk", "abc"));
        Assert.Equal(once.Bytes, twice.Bytes);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(once.Bytes);
        Assert.Equal("abc", session.ModelMetadata.CustomMetadataMap["model_file_sha256"]);
        Assert.Equal("serverless-mlops", session.ModelMetadata.ProducerName);
        Assert.Equal(model.Transform.Inputs.Select(input => input.Name), session.InputMetadata.Keys);
        Assert.Equal(["score", "probabilities", "label"], session.OutputMetadata.Keys);
    }

    [Fact]
    public void An_output_gives_way_to_a_column_of_its_name()
    {
        var model = Samples.Trained("concrete", Trainer.Linear).File;
        FeatureTransform Renamed(FeatureTransform transform) => transform with
        {
            Inputs = [transform.Inputs[0] with { Name = "score" }, .. transform.Inputs.Skip(1)],
            Features = [transform.Features[0] with { Name = "score" }, .. transform.Features.Skip(1)],
        };
        var export = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model with { Transform = Renamed(model.Transform) }, "concrete", ""));
        Assert.Equal("output.score", export.Outputs["score"]);
        using var session = OnnxSession.Load(export.Bytes);
    }
}
