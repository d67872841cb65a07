using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

public sealed class OtherPagesTests
{
    [Fact]
    public async Task A_receipt_lists_every_problem_with_place_seen_and_expected()
    {
        var rows = Documents.Parse(await ReceiptPage.RenderAsync(Samples.Faulty)).Descendants("tbody").First().Elements("tr").ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal(
            ["NOT_A_NUMBER", "train.csv, row 1,204, column Income", "Income holds text where a number is expected.", "=cmd|'/c calc'!A1", "a number, or empty", "17"],
            rows[1].Elements().Select(c => c.Value.Trim()));
    }

    [Fact]
    public async Task A_receipt_needs_nothing_but_itself()
    {
        var page = Documents.Parse(await ReceiptPage.RenderAsync(Samples.Receipt));
        Assert.Empty(page.Descendants("script"));
        Assert.Equal(Stylesheet.Text, page.Descendants("style").Single().Value);
        Assert.Empty(page.Descendants("form"));
    }

    [Fact]
    public async Task A_receipt_shows_what_each_column_holds_with_a_histogram_of_its_numbers()
    {
        var page = Documents.Parse(await ReceiptPage.RenderAsync(Samples.Receipt));
        var table = page.Descendants("table").Single(table => table.Element("caption")!.Value == "What each column holds");
        var rows = table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray()).ToList();
        Assert.Equal(["Seniority", "number", "", "0 (0.0 %)", "47", "0.000", "5.000", "7.990", "8.170", "48.00", "–", "η² 0.068"], rows[0]);
        Assert.Equal("owner (2,107), rent (973)", rows[1][^2]);
        Assert.Equal(["about 300", "2022-01-08", "2023-05-24"], rows[2][4..7]);
        Assert.Equal(3, table.Descendants("svg").Single().Elements("rect").Count());
    }

    [Fact]
    public async Task A_receipt_shows_what_was_judged_before_training()
    {
        var page = Documents.Parse(await ReceiptPage.RenderAsync(Samples.Receipt));
        Assert.Equal(["Records", "AUC", "0.995", "4,454", "0.610", "look: nearly the target"], Row(page, "Features by what they tell alone"));
        Assert.Equal(
            ["Age", "<30", "341", "118", "68", "30 positive", "0.847", "-0.090 (-0.120 to -0.060)"], Row(page, "Groups before training"));
        Assert.Equal(
            ["Income", "feature", "• drifted", "wasserstein", "0.210", "0.100", "0.013", "0.120", "0.0 %", "0.0 %"],
            Row(page, "Columns then and now (p corrected by Holm, level 0.05)"));
        Assert.Equal(
            ["Contact", "e-mail address", "0.980", "98", "100", "j***@e***.org", "its name and its values"], Row(page, "What was found"));
        Assert.Equal(["7", "NOT_A_NUMBER, OUT_OF_RANGE"], Row(page, "1 row set aside"));
    }

    [Fact]
    public async Task A_question_of_the_datasheet_that_nobody_answered_is_shown_as_a_gap()
    {
        var html = await ReceiptPage.RenderAsync(Samples.Receipt);
        Assert.Contains("1 question is not answered", html, StringComparison.Ordinal);
        Assert.Contains("Gap: not stated", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_shows_its_timeline_in_order()
    {
        var page = Documents.Parse(await RunPage.RenderAsync(new(Samples.Receipt, Samples.Run, Samples.Timeline, "bo@example.org")));
        Assert.Equal(
            ["run.received", "data.ingested", "approval.voted"],
            page.Descendants("ol").Single().Elements("li").Select(li => li.Descendants("strong").Single().Value));
    }

    [Fact]
    public async Task An_uploader_named_by_the_file_is_shown_as_a_claim()
    {
        var html = await RunPage.RenderAsync(new(Samples.Receipt, Samples.Run, [], "bo@example.org"));
        Assert.Contains("claims to come from someone@elsewhere, which proves nothing", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Only_an_operator_sees_the_way_back(bool operates, int forms) =>
        Assert.Equal(forms, Documents.Parse(await ModelPage.RenderAsync(Samples.ModelPage(operates))).Descendants("form").Count());

    [Fact]
    public async Task Files_for_other_tools_have_a_link_and_the_others_a_reason()
    {
        var html = await ModelPage.RenderAsync(Samples.ModelPage(false));
        if (Environment.GetEnvironmentVariable("MLOPS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "model.html"), html, TestContext.Current.CancellationToken);
        }

        var page = Documents.Parse(html);
        var links = page.Descendants("a").Select(link => link.Attribute("href")!.Value).Where(link => link.Contains("/exports/", StringComparison.Ordinal));
        Assert.Equal(
            ["model.onnx", "lightgbm.txt", "lightgbm.columns.json"], links.Select(link => link["/api/models/credit-risk/versions/3/exports/".Length..]));
        var refused = page.Descendants("tr").Single(row => row.Element("th")!.Value.Contains("other.onnx", StringComparison.Ordinal));
        Assert.Contains("'note' is free text", refused.Value, StringComparison.Ordinal);
        Assert.Contains("largest difference 2.2e-16", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_way_back_from_the_first_version()
    {
        var first = Samples.ModelPage(true) with { Champion = Samples.ModelPage(true).Champion! with { Previous = null } };
        Assert.Empty(Documents.Parse(await ModelPage.RenderAsync(first)).Descendants("form"));
    }

    [Fact]
    public async Task Regression_groups_show_errors_and_no_rates()
    {
        var disparity = new AttributeDisparity("Age", [new GroupRow("young", 40, MeanError: -0.5, MeanAbsoluteError: 12.25)], []);
        var page = Documents.Parse(await ReceiptPage.RenderAsync(
            Samples.Receipt with { Evaluation = Samples.Evaluation with { Task = ModelTask.Regression, Disparities = [disparity] } }));
        var row = page.Descendants("tr").Single(r => r.Element("th")?.Value == "young");
        Assert.Equal(["40", "-0.500", "12.25"], row.Elements("td").Select(c => c.Value.Trim()));
    }

    private static IEnumerable<string> Row(System.Xml.Linq.XElement page, string caption) =>
        page.Descendants("table").Single(table => table.Element("caption")!.Value == caption)
            .Element("tbody")!.Elements("tr").First().Elements().Select(cell => cell.Value.Trim());
}
