using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

public sealed class SearchTests
{
    [Fact]
    public async Task The_best_candidate_comes_first_with_its_folds_and_the_search_is_drawn_with_a_sentence()
    {
        var html = await ApprovalPage.RenderAsync(Searched());
        var page = Documents.Parse(html);

        var rows = page.Descendants("table").Single(table => table.ToString().Contains("folds held out in turn", StringComparison.Ordinal)).Descendants("tbody").Single().Elements();
        Assert.StartsWith("lightgbm, trial 2", rows.First().Elements().First().Value.Trim(), StringComparison.Ordinal);
        Assert.Contains("± 0.020", rows.First().Value, StringComparison.Ordinal);
        Assert.Contains("2 trials: the best AUC went from 0.800 with the candidates' own settings to 0.820.", page.Value, StringComparison.Ordinal);
        Assert.Single(page.Descendants("polyline"), line => line.Attribute("class")?.Value == "curve" && line.Attribute("points")!.Value.Split(' ').Length == 3);
        if (Environment.GetEnvironmentVariable("MLOPS_PAGES") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "searched.html"), html, TestContext.Current.CancellationToken);
        }
    }

    private static ApprovalPageModel Searched()
    {
        var model = Samples.ApprovalPage();
        CandidateResult Scored(int? trial, double score) => Samples.Evaluation.Candidates[0] with
        {
            Candidate = "lightgbm",
            Metric = "auc",
            Score = score,
            Trial = trial is { } number ? new("lightgbm", number, new Dictionary<string, string>()) : null,
            CrossValidated = new(5, 2, 750, 0.02, [score]),
        };
        return model with { Evaluation = Samples.Evaluation with { Candidates = [Scored(null, 0.80), Scored(1, 0.79), Scored(2, 0.82)] } };
    }
}
