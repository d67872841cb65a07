using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

public class CopyTests
{
    [Fact]
    public void The_splitter_keeps_copies_together_and_the_judgement_counts_them()
    {
        var table = Csv.Clean(Csv.Rows("a,b,y,sex", 200, row => $"{row % 100},{row % 20},{(row % 100 < 40 ? "yes" : "no")},f")).Table;
        var judgement = Built.Judge(table, split: Splitter.Assign(table, Built.Spec));
        Assert.Equal((100, 0, 0), (judgement.Copies!.Copies, judgement.Copies.CopiesApart, judgement.Copies.TestRowsTrainedOn));
        Assert.Empty(judgement.Of(ProblemCodes.CopiesAcrossSplit));
    }

    [Fact]
    public void A_split_that_tears_copies_apart_is_an_error()
    {
        var table = Csv.Clean(Csv.Rows("a,b,y,sex", 200, row => $"{row % 100},{row % 20},{(row % 100 < 40 ? "yes" : "no")},f")).Table;
        var parts = new byte[200];
        parts[120] = (byte)SplitPart.Test;
        var judgement = Built.Judge(table, split: new SplitAssignment(1, parts));
        var problem = Assert.Single(judgement.Of(ProblemCodes.CopiesAcrossSplit));
        Assert.Equal((Severity.Error, 121, "test", "train"), (problem.Severity, problem.Row, problem.Seen, problem.Expected));
        Assert.Equal((1, 1, 1), (judgement.Copies!.CopiesApart, judgement.Copies.TestRows, judgement.Copies.TestRowsTrainedOn));
    }

    [Fact]
    public void Rows_that_differ_only_in_what_is_excluded_count_as_trained_on()
    {
        static string Row(int row) => $"{row % 100},n{row % 40 / 10}{row / 101},{(row % 100 < 40 ? "yes" : "no")},f";
        var table = Csv.Clean(Csv.Rows("a,note,y,sex", 200, Row)).Table;
        var parts = new byte[200];
        parts[120] = parts[150] = (byte)SplitPart.Test;
        var judgement = Built.Judge(table, Built.Spec with { Features = new() { Exclude = ["note"] } }, new SplitAssignment(1, parts));
        Assert.Equal((0, 2), (judgement.Copies!.CopiesApart, judgement.Copies.TestRowsTrainedOn));
        Assert.Equal(2, Assert.Single(judgement.Of(ProblemCodes.TestRowsTrainedOn)).Count);
    }

    [Fact]
    public void Equal_features_with_other_labels_are_named_by_their_rows_in_the_file()
    {
        var table = Csv.Clean(
            Csv.Rows("a,b,y,sex", 100, row => $"{row},{row % 20},{(row < 40 ? "yes" : "no")},f") + "7,7,no,f\n").Table;
        var judgement = Built.Judge(table);
        Assert.Equal([7L, 101L], judgement.Copies!.ContradictingRows);
        var problem = Assert.Single(judgement.Of(ProblemCodes.ConflictingLabels));
        Assert.Equal((7, 2), (problem.Row, problem.Count));
        Assert.Null(judgement.Copies.CopiesApart);
    }
}
