using System.Text;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Features;

/// <summary>Model files of the first format, as they were written: what is live goes on answering the same.</summary>
public sealed class FirstFormatTests
{
    private const string Written = """
        {"format":"serverless-mlops-model/1","task":"regression","target":"y","classes":[],"candidate":"linear","seed":7,
        "features":[{"name":"day","kind":"date","hasTime":true},{"name":"c","kind":"category","levels":["a","b"],"hasTime":false},{"name":"x","kind":"number","hasTime":false}],
        "unused":["id"],
        "learned":{"kind":"linear","columns":[
        {"codes":0,"median":0,"mean":0,"scale":1,"hasIndicator":false},{"codes":0,"median":0,"mean":0,"scale":1,"hasIndicator":false},
        {"codes":0,"median":0,"mean":0,"scale":1,"hasIndicator":false},{"codes":0,"median":0,"mean":0,"scale":1,"hasIndicator":false},
        {"codes":4,"median":0,"mean":0,"scale":1,"hasIndicator":false},{"codes":0,"median":0,"mean":0,"scale":1,"hasIndicator":false}],
        "coefficients":[[1,100,10000,0.5,1000000,2000000,3000000,4000000,0.001]],"intercepts":[0],"slotMeans":[0,0,0,0,0,0,0,0,0]}}
        """;

    [Fact]
    public void A_file_of_the_first_format_is_scored_as_it_was()
    {
        using var scorer = Scorer.Load(Encoding.UTF8.GetBytes(Written));
        // 1970-02-03 06:00 was a Tuesday, 33.25 days in: days, month 2, weekday 2, hour 6; level b; 5.
        var table = new Table(
        [
            new NumberColumn("day", ColumnKind.Date, [33.25]),
            new CategoryColumn("c", ColumnKind.Category, [0], ["b"]),
            new NumberColumn("x", ColumnKind.Number, [5]),
        ]);
        Assert.Empty(scorer.Check(table));
        Assert.Equal(33.25 + 200 + 20_000 + 3 + 2_000_000 + 0.005, scorer.Score(table, [0]).Predicted[0], 1e-9);
        Assert.Equal([DatePart.Days, DatePart.Month, DatePart.Weekday, DatePart.Hour], Assert.IsType<DateEncoding>(scorer.Model.Transform.Features[0].Encoding).Parts);
        Assert.Equal(["id"], scorer.Model.Unused);
    }

    [Theory]
    [InlineData("\"levels\":[\"a\",\"b\"]", "\"levels\":[\"a\",\"a\"]")]
    [InlineData("model/1", "model/0")]
    [InlineData("\"kind\":\"number\"", "\"kind\":\"weight\"")]
    public void A_damaged_one_is_refused(string whole, string damaged) => Assert.Throws<InvalidModelFileException>(
        () => Scorer.Load(Encoding.UTF8.GetBytes(Written.Replace(whole, damaged, StringComparison.Ordinal))));
}
