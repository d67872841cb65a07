using ServerlessMlops.Pages.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pages.Tests;

public sealed class ExplanationTests
{
    [Fact]
    public async Task The_price_of_opacity_is_a_sentence_before_the_features()
    {
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
        var headings = page.Descendants("h2").Select(heading => heading.Attribute("id")?.Value).ToList();
        Assert.True(headings.IndexOf("gates") < headings.IndexOf("opacity") && headings.IndexOf("opacity") < headings.IndexOf("features"));
        Assert.Single(page.Descendants("p"), p => p.Value ==
            "The additive model (gam) would have scored 0.812 (auc); the chosen model scores 0.827: 0.015 more (more is better), "
            + "95 % interval −0.004 to 0.034, n\u00a0=\u00a0250. The interval holds 0: these rows do not tell the two apart.");
    }

    [Fact]
    public void A_glass_box_has_no_price_and_a_missing_one_is_said()
    {
        Assert.Equal(
            "The chosen model is a glass box itself, the linear model: each of its terms can be read.",
            OpacityText.Of(new("linear", true, "linear", "auc", null, null, null, 250)));
        Assert.Equal(
            "No glass box (linear, gam) was trained beside lightgbm: what one would have scored is not known.",
            OpacityText.Of(new("lightgbm", false, null, "auc", null, null, null, 250)));
        Assert.Equal(
            "The linear model cannot be compared with the chosen model by auc: the rows are of one class.",
            OpacityText.Of(ExplanationSamples.Price with { GlassBox = "linear", Difference = Measure.Missing("auc", 9, true, "the rows are of one class") }));
    }

    [Theory]
    [InlineData(0.01, 0.03, true, "The chosen model is better on these rows.")]
    [InlineData(-0.03, -0.01, true, "The glass box is better on these rows.")]
    [InlineData(-0.03, -0.01, false, "The chosen model is better on these rows.")]
    [InlineData(-0.01, 0.01, false, "The interval holds 0: these rows do not tell the two apart.")]
    public void Which_is_better_follows_the_direction_of_the_measure(double lower, double upper, bool higherIsBetter, string sentence) => Assert.EndsWith(
        sentence, OpacityText.Of(ExplanationSamples.Price with { Difference = new("m", (lower + upper) / 2, lower, upper, 250, higherIsBetter) }), StringComparison.Ordinal);

    [Fact]
    public async Task Every_curve_has_its_numbers_in_a_table_and_a_sentence()
    {
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
        var chart = Assert.Single(page.Descendants("svg"), svg => svg.Attribute("class")?.Value == "chart");
        Assert.Equal("img", chart.Attribute("role")!.Value);
        Assert.Equal(
            "Partial dependence goes from 0.410 at 0 to 0.180 at 48; least 0.180 at 48, most 0.410 at 0.", chart.Attribute("aria-label")!.Value);
        var caption = "Probability of bad over 500 rows; 0.300 where not given (10 rows)";
        var table = page.Descendants("table").Single(one => one.Element("caption")!.Value == caption);
        Assert.Equal(["0", "5", "48", "(not given)"], table.Element("tbody")!.Elements("tr").Select(row => row.Element("th")!.Value));
        Assert.Contains(page.Descendants("caption"), one => one.Value == "Probability of bad over 500 rows; 2 rarer levels are left out");
        Assert.Contains(page.Descendants("p"), one => one.Value == "Not shown: free text: there is no row of values to go along.");
    }

    [Fact]
    public void Accumulated_effects_are_drawn_about_the_mean_of_the_curve()
    {
        var chart = new EffectChart(ExplanationSamples.Report.Effects[0]);
        // (260 · (0.41 + 0.29) / 2 + 230 · (0.29 + 0.18) / 2) / 490
        Assert.Equal(0.296020, chart.Shift, 1e-6);
        Assert.StartsWith("M52 ", chart.Partial, StringComparison.Ordinal);
        Assert.Equal(["0.20", "0.25", "0.30", "0.35", "0.40"], chart.Scale.Select(tick => tick.Label));
        Assert.Equal([28, 11.2], chart.Bars.Take(2).Select(bar => Math.Round(bar.Height, 6)));
    }

    [Fact]
    public async Task An_evaluation_of_before_explanations_is_shown_without() => Assert.DoesNotContain(
        "dealt anew", await ApprovalPage.RenderAsync(Samples.ApprovalPage() with { Explanation = null }), StringComparison.Ordinal);
}
