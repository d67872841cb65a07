using System.Runtime.InteropServices;
using System.Text;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Native;

namespace ServerlessMlops.Learning.Tests;

public sealed class NativeTests
{
    [Fact]
    public void A_machine_without_OpenMP_is_told_how_to_get_it()
    {
        var lacking = Assert.IsType<LightGbmAvailability.Lacking>(LightGbmAvailability.On(OSPlatform.Linux, Architecture.X64, _ => false));
        Assert.Contains("libgomp.so.1", lacking.Reason, StringComparison.Ordinal);
        Assert.Contains("apt-get install libgomp1", lacking.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_OpenMP_in_the_apps_folder_is_enough()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "libgomp.so.1");
        Assert.IsType<LightGbmAvailability.Available>(LightGbmAvailability.On(OSPlatform.Linux, Architecture.X64, library => library == beside));
    }

    [Fact]
    public void An_architecture_without_a_build_is_an_outcome_not_an_error() =>
        Assert.IsType<LightGbmAvailability.Unsupported>(LightGbmAvailability.On(OSPlatform.Linux, Architecture.Arm64, _ => true));

    [Fact]
    public void Trees_that_cannot_be_read_are_no_model_file()
    {
        var file = Samples.Trained("credit", Trainer.LightGbm).File;
        var cut = file with { Learned = new BoostedTrees("tree\nversion=v4\nnonsense") };
        Assert.Throws<InvalidModelFileException>(() => Scorer.Load(cut.ToBytes()));
    }

    [Fact]
    public void Trees_of_other_columns_are_refused()
    {
        var file = Samples.Trained("credit", Trainer.LightGbm).File;
        var fewer = file.Transform with { Features = [.. file.Transform.Features.Skip(1)] };
        Assert.Throws<InvalidModelFileException>(() => Scorer.Load((file with { Transform = fewer }).ToBytes()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("tree\nversion=v4")]
    public void Other_bytes_are_no_model_file(string text) =>
        Assert.Throws<InvalidModelFileException>(() => Scorer.Load(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Another_format_or_a_contradiction_is_refused()
    {
        var file = Samples.Trained("credit", Trainer.Linear).File;
        var model = Assert.IsType<LinearModel>(file.Learned);
        ModelFile[] broken =
        [
            file with { Format = "serverless-mlops-model/3" },
            file with { Classes = ["good"] },
            file with { Threshold = null },
            file with { Threshold = 1.5 },
            file with { Transform = file.Transform with { Version = 2 } },
            file with { Transform = file.Transform with { Features = [.. file.Transform.Features.Select(feature => feature with { Encoding = new NumberEncoding() })] } },
            file with { Transform = file.Transform with { Inputs = [.. file.Transform.Inputs.Skip(1)] } },
            file with { Learned = model with { Intercepts = [] } },
            file with { Learned = model with { SlotMeans = [.. model.SlotMeans.Skip(1)] } },
        ];
        Assert.All(broken, model => Assert.Throws<InvalidModelFileException>(() => Scorer.Load(model.ToBytes())));
    }

    [Fact]
    public void The_text_of_the_trees_names_no_thread_count_and_no_column_of_the_table()
    {
        var text = Assert.IsType<BoostedTrees>(Samples.Trained("credit", Trainer.LightGbm).File.Learned).Text;
        Assert.Contains("[num_threads: 0]", text, StringComparison.Ordinal);
        Assert.Contains("feature_names=f0 f1 f2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seniority", text, StringComparison.Ordinal);
    }
}
