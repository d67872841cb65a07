using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Training;

public class LabelsTests
{
    [Theory]
    [InlineData("a,b,b", "a", "b,a", "1,0,0")]
    [InlineData("a,b,b", "b", "a,b", "0,1,1")]
    [InlineData("0,1,1", "0", "1,0", "1,0,0")]
    [InlineData("True,false,FALSE", "true", "false,true", "1,0,0")]
    public void Binary_classes_are_negative_then_positive(string cells, string positive, string classes, string indices)
    {
        var target = Labels.Of(
            Csv.Clean("x,y\n" + string.Concat(cells.Split(',').Select(cell => $"1,{cell}\n"))).Table, Csv.Spec(positive: positive));
        Assert.Equal(classes.Split(','), target.Classes);
        Assert.Equal(indices, string.Join(',', target.Class));
    }

    [Fact]
    public void Many_classes_are_in_ordinal_order_numbers_too()
    {
        var target = Labels.Of(Csv.Clean("x,y\n1,2\n1,10\n1,1\n1,2\n").Table, Csv.Spec(ModelTask.Multiclass));
        Assert.Equal(["1", "10", "2"], target.Classes);
        Assert.Equal([2, 1, 0, 2], target.Class);
    }

    [Fact]
    public void A_regressions_target_is_its_values() =>
        Assert.Equal([2.5, -1], Labels.Of(Csv.Clean("x,y\n1,2.5\n1,-1\n").Table, Csv.Spec(ModelTask.Regression)).Value);

    [Fact]
    public void A_table_that_was_not_found_ready_is_a_broken_promise()
    {
        Assert.Throws<InvalidOperationException>(() => Labels.Of(Csv.Clean("x,y\n1,a\n1,\n2,b\n").Table, Csv.Spec(positive: "a")));
        Assert.Throws<InvalidOperationException>(() => Labels.Of(Csv.Clean("x,y\n1,a\n1,b\n").Table, Csv.Spec(positive: "c")));
        Assert.Throws<InvalidOperationException>(() => Labels.Of(Csv.Clean("x,y\n1,a\n1,b\n").Table, Csv.Spec(ModelTask.Regression)));
    }
}
