namespace ServerlessMlops.Pages.Tests;

public sealed class ContestTests
{
    [Fact]
    public async Task Each_approved_version_stands_beside_the_new_model_with_the_difference_its_interval_and_what_flatters_it()
    {
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
        var titles = page.Descendants("h3").Select(title => title.Value).ToList();
        Assert.Contains("Version 3 (lightgbm): live now, the best approved one on these rows", titles);
        Assert.Contains("Version 1 (linear): the first that was approved", titles);
        var text = page.Value;
        Assert.Contains("By auc the new model is better on these rows. It was trained on 668 of these 1,114 rows or their equals, which flatters it.", text, StringComparison.Ordinal);
        Assert.Contains("It cannot be compared on these rows. It knows the classes good, bad, none; here they are good, bad.", text, StringComparison.Ordinal);
        Assert.Contains("DeLong for AUC, McNemar for accuracy.", text, StringComparison.Ordinal);

        var rows = page.Descendants("table").Single(table => table.Element("caption")!.Value.StartsWith("The new model beside version 3", StringComparison.Ordinal))
            .Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray()).ToList();
        Assert.Equal(["AUC (higher is better)", "0.831", "0.816", "+0.0157", "+0.0031 to +0.0283", "1,114", "0.015", ""], rows[0]);
        Assert.Equal("−0.0122 to +0.0004", rows[1][4]);
        Assert.Equal("not measured: a probability lies outside 0 to 1", rows[3][3]);
    }

    [Fact]
    public async Task Better_is_drawn_to_the_right_whichever_way_the_measure_runs()
    {
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
        var plots = page.Descendants("svg").Where(svg => svg.Elements("line").Any(line => line.Attribute("class")!.Value == "zero")).ToList();
        var dots = plots.Select(svg => double.Parse(svg.Element("circle")!.Attribute("cx")!.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, dots.Count);
        Assert.True(dots[0] > 70 && dots[1] > 70, "Both a higher AUC and a lower Brier score are better.");
        Assert.Equal(70, dots[2]);
    }

    [Fact]
    public async Task Without_a_live_version_there_is_nothing_to_stand_beside()
    {
        var model = Samples.ApprovalPage();
        var html = await ApprovalPage.RenderAsync(model with { Evaluation = model.Evaluation with { Contest = null } });
        Assert.DoesNotContain("Against approved versions", html, StringComparison.Ordinal);
    }
}
