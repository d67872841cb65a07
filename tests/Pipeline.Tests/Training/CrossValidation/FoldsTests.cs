using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.CrossValidation;

namespace ServerlessMlops.Pipeline.Tests.Training.CrossValidation;

public class FoldsTests
{
    private static readonly CrossValidationSpec Plan = new(5, 2);

    [Theory]
    [InlineData("credit-risk", "credit_data.csv", ModelTask.Binary, "Status")]
    [InlineData("penguins", "penguins.csv", ModelTask.Multiclass, "species")]
    [InlineData("concrete", "concrete.csv", ModelTask.Regression, "compressive_strength")]
    public void Every_row_but_the_test_parts_is_held_out_once_a_repeat_and_never_trained_on_meanwhile(
        string sample, string file, ModelTask task, string target)
    {
        var (table, spec, split) = Sample(sample, file, task, target);
        int[] open = [.. Enumerable.Range(0, table.RowCount).Where(row => split.Parts[row] != (byte)SplitPart.Test)];

        var folds = Folds.Of(table, spec, Labels.Of(table, spec), split, Plan);

        Assert.Equal(10, folds.Count);
        foreach (var repeat in folds.Chunk(5))
        {
            Assert.Equal(open, repeat.SelectMany(fold => fold.Held).Order());
            Assert.All(repeat, fold => Assert.InRange(fold.Held.Length, (open.Length / 5) - 6, (open.Length / 5) + 6));
        }

        foreach (var fold in folds)
        {
            int[] used = [.. Splitter.Rows(fold.Inner, SplitPart.Train), .. Splitter.Rows(fold.Inner, SplitPart.Validation)];
            Assert.Equal(open, used.Concat(fold.Held).Order());
            Assert.Equal(0.2, Splitter.Rows(fold.Inner, SplitPart.Validation).Length / (double)used.Length, 0.02);
        }

        Assert.NotEqual(folds[0].Held, folds[5].Held);
        Assert.Equal(folds[3].Held, Folds.Of(table, spec, Labels.Of(table, spec), split, Plan)[3].Held);
    }

    [Fact]
    public void Each_fold_has_its_share_of_each_class()
    {
        var (table, spec, split) = Sample("penguins", "penguins.csv", ModelTask.Multiclass, "species");
        var target = Labels.Of(table, spec);
        foreach (var fold in Folds.Of(table, spec, target, split, Plan))
        {
            for (var label = 0; label < 3; label++)
            {
                var all = Enumerable.Range(0, table.RowCount).Count(row => split.Parts[row] != (byte)SplitPart.Test && target.Class[row] == label);
                Assert.Equal(all / 5.0, fold.Held.Count(row => target.Class[row] == label), 1.0);
            }
        }
    }

    [Fact]
    public void Rows_of_one_group_and_copies_of_a_row_are_held_out_together()
    {
        var text = Csv.Rows("who,x,y", 300, i => $"p{i % 40},{i % 60},{(i % 3 == 0 ? "yes" : "no")}");
        var spec = Csv.Spec() with { Split = new SplitSpec { Method = SplitMethod.Group, Column = "who" } };
        var table = Csv.Clean(text, spec).Table;
        var split = Splitter.Assign(table, spec);
        foreach (var fold in Folds.Of(table, spec, Labels.Of(table, spec), split, Plan))
        {
            var held = fold.Held.Select(row => table["who"].Text(row)).ToHashSet();
            Assert.All(Splitter.Rows(fold.Inner, SplitPart.Train), row => Assert.DoesNotContain(table["who"].Text(row), held));
            Assert.All(Splitter.Rows(fold.Inner, SplitPart.Validation), row => Assert.DoesNotContain(table["who"].Text(row), held));
        }
    }

    [Theory]
    [InlineData(300, 3)]
    [InlineData(900, 2)]
    [InlineData(1_900, 1)]
    [InlineData(3_000, 0)]
    public void The_fewer_the_rows_the_more_often_folds_are_repeated(int rows, int repeats) =>
        Assert.Equal(repeats, PlanOf(rows, i => i % 2 == 0, new SplitSpec())?.Repeats ?? 0);

    [Fact]
    public void A_rare_class_a_split_by_time_and_off_leave_the_validation_part_alone()
    {
        Assert.Null(PlanOf(300, i => i % 22 == 0, new SplitSpec()));
        Assert.Null(PlanOf(300, i => i % 2 == 0, new SplitSpec { Method = SplitMethod.Time, Column = "x" }));
        Assert.Null(PlanOf(300, i => i % 2 == 0, new SplitSpec(), CrossValidationSpec.Off));
        Assert.Equal(new CrossValidationSpec(4, 1), PlanOf(3_000, i => i % 2 == 0, new SplitSpec(), new CrossValidationSpec(4, 1)));
    }

    private static CrossValidationSpec? PlanOf(int rows, Func<int, bool> positive, SplitSpec split, CrossValidationSpec? asked = null)
    {
        var spec = Csv.Spec() with { Split = split };
        var table = Csv.Clean(Csv.Rows("x,y", rows, i => $"{i % 89},{(positive(i) ? "yes" : "no")}"), spec).Table;
        return FoldPlan.Of(spec with { Train = new TrainSpec { CrossValidation = asked } }, Labels.Of(table, spec), Splitter.Assign(table, spec));
    }

    private static (Table Table, PipelineSpec Spec, SplitAssignment Split) Sample(string sample, string file, ModelTask task, string target)
    {
        var table = SampleDataTests.Read(sample, file).Table;
        var spec = Csv.Spec(task, target, "bad");
        return (table, spec, Splitter.Assign(table, spec));
    }
}
