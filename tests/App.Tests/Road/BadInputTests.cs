using System.Net.Http.Json;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>Files that no model can be made of, and requests that no model expects: a reason by name, in the receipt or in the answer.</summary>
public sealed class BadInputTests(RunningApp app)
{
    private const int Rows = 120;

    private static readonly Dictionary<string, Func<int, string>> Files = new(StringComparer.Ordinal)
    {
        ["one-class"] = i => $"{i % 17},k{i % 3},yes",
        ["two-rows-a-class"] = i => $"{i % 17},k{i % 3},{(i < 2 ? "yes" : "no")}",
        ["target-missing"] = i => $"{i % 17},k{i % 3},{(i == 7 ? "" : i % 2 == 0 ? "yes" : "no")}",
        ["infinite"] = i => $"{(i == 5 ? "inf" : $"{i % 17}")},k{i % 3},{(i % 2 == 0 ? "yes" : "no")}",
        ["nothing-to-learn-from"] = i => $"3,same,{(i % 2 == 0 ? "yes" : "no")}",
        ["all-rows-alike"] = _ => "3,same,yes",
        ["late-positives"] = i => $"{i},k{i % 3},{(i >= Rows - 20 ? "yes" : "no")}",
    };

    private AppClient Client => app.Client;

    [Theory]
    [InlineData("one-class", "", "ONE_CLASS", "y")]
    [InlineData("two-rows-a-class", "", "TOO_FEW_PER_CLASS", "y")]
    [InlineData("target-missing", "", "TARGET_MISSING_IN_ROW", "y")]
    [InlineData("infinite", "", "NOT_FINITE", "a")]
    [InlineData("nothing-to-learn-from", "", "NO_FEATURES", null)]
    [InlineData("all-rows-alike", "", "ONE_CLASS", "y")]
    [InlineData("late-positives", "split: { method: time, column: a }", "SPLIT_PART_LACKS", null)]
    [InlineData("late-positives", "train: { classWeights: { maybe: 2 } }", "CLASS_WEIGHTS_UNUSABLE", "y")]
    [InlineData("late-positives", "decision: { costs: { yes: { maybe: 2 } } }", "COSTS_UNUSABLE", "y")]
    public async Task A_file_that_nothing_can_be_learned_from_is_rejected_with_the_reason_in_its_receipt(
        string file, string pipeline, string code, string? column)
    {
        var model = $"bad-{code.ToLowerInvariant().Replace('_', '-')}-{file}";
        var text = "a,b,y\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => Files[file](i) + "\n"));
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "rows.csv", BinaryData.FromString(text), Pipeline(model) + pipeline + "\n");
        await Client.UntilAsync(dana, runId, RunState.Rejected);

        var receipt = await Client.ReceiptAsync(model, "rows.csv", RunState.Rejected);
        var problems = receipt.Problems.Where(one => one.Severity == Severity.Error && one.Code == code).ToArray();
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.Equal(column, problem.Column));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Expected ?? ""));
    }

    [Fact]
    public async Task A_category_never_seen_is_scored_with_a_warning_and_an_infinite_number_is_refused()
    {
        const string Model = "bad-requests";
        using var dana = await Client.AsAsync(AppClient.Dana);
        await Client.DeployAsync(dana, await Client.DropAsync(Model, "train.csv", Samples.Penguins, Samples.Pipeline("penguins", Model)));
        const string Row = """{ "island": "Atlantis", "bill_length_mm": 39, "bill_depth_mm": 18, "flipper_length_mm": 181, "body_mass_g": MASS }""";

        var answer = await AppClient.ReadAsync(await Post(dana, Row.Replace("MASS", "3750", StringComparison.Ordinal)));
        var prediction = Assert.Single(answer.GetProperty("predictions").EnumerateArray());
        Assert.Equal("UNSEEN_CATEGORY", prediction.GetProperty("warnings")[0].GetProperty("code").GetString());
        Assert.Equal(0.9, prediction.GetProperty("set").GetProperty("coverage").GetDouble());
        Assert.Contains(
            prediction.GetProperty("set").GetProperty("labels").EnumerateArray(), label => label.GetString() == prediction.GetProperty("label").GetString());

        var refused = await (await Post(dana, Row.Replace("MASS", "1e999", StringComparison.Ordinal))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("WRONG_TYPE", refused, StringComparison.Ordinal);
        Assert.Contains("body_mass_g", refused, StringComparison.Ordinal);

        static Task<HttpResponseMessage> Post(HttpClient client, string row) => client.PostAsJsonAsync(
            $"models/{Model}/predict", new { rows = new[] { JsonDocument.Parse(row).RootElement } }, TestContext.Current.CancellationToken);
    }

    private static string Pipeline(string model) => $"""
        model: {model}
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: binary
        target: y
        positive: 'yes'

        """;
}
