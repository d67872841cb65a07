using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

public sealed class FrontierTests
{
    [Fact]
    public async Task Disparity_against_the_metric_is_drawn_and_said_in_a_table_with_group_sizes()
    {
        var html = await ApprovalPage.RenderAsync(Mitigated());
        var page = Documents.Parse(html);

        Assert.Contains("lightgbm, reweighed by Age goes on with 0.080", page.Value, StringComparison.Ordinal);
        var figure = page.Descendants("figure").Single(one => one.Value.Contains("Hollow: plain", StringComparison.Ordinal));
        Assert.Equal(3, figure.Descendants("circle").Count());
        Assert.Single(figure.Descendants("circle"), circle => circle.Attribute("r")!.Value == "7");
        Assert.Single(figure.Descendants("line"), line => line.Attribute("class")!.Value == "limit");
        var table = page.Descendants("table").Single(one => one.Value.Contains("On the front", StringComparison.Ordinal));
        var rows = table.Descendants("tbody").Single().Elements().Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray()).ToArray();
        Assert.Equal(["0.080 (0.020 to 0.140)", "151", "within", "0.821", "yes"], rows[0][1..]);
        Assert.Equal(["0.310 (0.250 to 0.370)", "151", "above", "0.829", "yes"], rows[1][1..]);
        Assert.Equal(["not measured: too few rows", "9", "–", "0.700", "no"], rows[3][1..]);
        if (Environment.GetEnvironmentVariable("MLOPS_PAGES") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "mitigated.html"), html, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_report_without_a_frontier_draws_none() =>
        Assert.DoesNotContain("id=\"frontier\"", await ApprovalPage.RenderAsync(Samples.ApprovalPage()), StringComparison.Ordinal);

    private static ApprovalPageModel Mitigated()
    {
        FrontierPoint Point(string name, double score, double disparity, bool chosen, bool front, Mitigated? how) =>
            new(name, score, new Measure("demographic_parity_difference", disparity, disparity - 0.06, disparity + 0.06, 151, false), chosen, front)
            {
                Mitigation = how,
            };
        var reweighed = new Mitigated("lightgbm", MitigationMethod.Reweighing, "Age", "demographic_parity_difference");
        var frontier = new FrontierReport("Age", "demographic_parity_difference", "auc", true, 0.1,
        [
            Point("lightgbm, reweighed by Age", 0.821, 0.08, true, true, reweighed),
            Point("lightgbm", 0.829, 0.31, false, true, null),
            Point("linear", 0.81, 0.32, false, false, null),
            new("gam", 0.7, Measure.Missing("demographic_parity_difference", 9, false, "too few rows"), false, false),
        ]);
        return Samples.ApprovalPage() with { Evaluation = Samples.Evaluation with { Frontier = frontier } };
    }
}
