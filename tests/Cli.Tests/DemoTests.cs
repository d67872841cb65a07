using ServerlessMlops.Cli.Demo;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Tests;

public sealed class DemoTests
{
    [Fact]
    public void A_pipeline_names_its_model_even_where_it_has_errors()
    {
        using var folder = new TestFolder();
        var dataset = new FileInfo(folder.Write("Loan Data.csv", "a,b\n1,2\n"));
        var broken = new FileInfo(folder.Write("p.yaml", "model: loans\ntask: nonsense\n"));
        Assert.Equal("loans", DemoInput.Of(dataset, broken).Model);
        Assert.Null(DemoInput.Of(dataset, broken).Specification);
        Assert.Equal("loan-data", DemoInput.Of(dataset, null).Model);
    }

    [Fact]
    public void Without_files_it_is_the_credit_sample_with_its_pipeline()
    {
        var input = DemoInput.Of(null, null);
        Assert.Equal("credit-risk", input.Model);
        Assert.Equal(ModelTask.Binary, input.Specification!.Task);
    }

    [Fact]
    public void There_are_as_many_approvers_as_the_quorum_asks_and_the_submitter_is_none_of_them()
    {
        var people = DemoPeople.For(new ApprovalSpec { Quorum = 4, Roles = ["Auditor", "Approver"] });
        Assert.Equal(4, people.Approvers.Select(user => user.Name).Distinct().Count());
        Assert.All(people.Approvers, user => Assert.Contains("Auditor", user.Roles));
        Assert.DoesNotContain(people.Scientist.Name, people.Approvers.Select(user => user.Name));
        Assert.DoesNotContain("Approver", people.Scientist.Roles);
    }

    [Theory]
    [InlineData("Deployed", true, true, ExitCodes.Ok)]
    [InlineData("Deployed", true, false, ExitCodes.No)]
    [InlineData("Evaluated", false, true, ExitCodes.Ok)]
    [InlineData("Evaluated", true, true, ExitCodes.No)]
    [InlineData("Rejected", true, true, ExitCodes.No)]
    [InlineData("GateFailed", true, true, ExitCodes.No)]
    [InlineData("Declined", true, true, ExitCodes.No)]
    [InlineData("AwaitingApproval", true, true, ExitCodes.No)]
    [InlineData("Failed", true, true, ExitCodes.Error)]
    public void Only_the_promised_end_is_success(string state, bool hadPipeline, bool auditVerified, int code)
    {
        var report = new DemoReport { RunId = "r", State = state, Model = "m", Seconds = new Dictionary<string, double?>(), AuditVerified = auditVerified };
        Assert.Equal(code, DemoReports.ExitCodeOf(report, hadPipeline));
    }

    [Fact]
    public void The_report_has_every_member_in_every_end()
    {
        var report = new DemoReport { RunId = "r", State = "Rejected", Model = "m", Seconds = new Dictionary<string, double?>() };
        var names = System.Text.Json.JsonDocument.Parse(MlopsJson.Write(report)).RootElement.EnumerateObject().Select(member => member.Name);
        Assert.Equal(
            ["runId", "state", "model", "version", "task", "rows", "metrics", "gates", "disparities", "votes", "predictions", "auditEntries", "auditVerified", "seconds"],
            names);
    }

    [Theory]
    [InlineData(1, 2, "            │[yellow]▇▇▇▇▇▇[/]")]
    [InlineData(-2, 2, "[blue]▇▇▇▇▇▇▇▇▇▇▇▇[/]│")]
    [InlineData(0, 0, "            │[yellow][/]")]
    public void A_bar_points_to_where_the_weight_moves_the_score(double weight, double scale, string bar) => Assert.Equal(bar, PredictionText.Bar(weight, scale));
}
