namespace ServerlessMlops.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands =>
    [
        "", "up", "demo", "login", "validate", "submit", "claim", "runs", "runs list", "runs show", "runs watch", "approvals", "approvals list", "approvals show",
        "approvals approve", "approvals reject", "approvals ask", "approvals answer", "models", "policy", "policy test", "waivers", "waivers list",
        "waivers ask", "waivers allow", "waivers revoke", "conditions", "conditions list", "conditions met", "predict", "rollback", "reproduce", "export",
        "card", "audit", "audit verify", "ledger", "ledger verify", "ledger checkpoint", "ledger prove", "ledger pack",
    ];

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_examples(string command)
    {
        var help = await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(ExitCodes.Ok, help.ExitCode);
        Assert.Contains($"mlops {command}".Trim(), help.Out);
        Assert.Contains("Examples:", help.Out);
        Assert.Contains("--json", help.Out);
        Assert.Empty(help.Error);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_misspelt_option_is_a_usage_fault_of_that_command(string command)
    {
        var run = await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--jsno"]);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Contains($"mlops {command}".Trim() + " --help", run.Error);
    }

    [Fact]
    public async Task The_help_lists_the_exit_codes()
    {
        var help = await CommandLine.RunAsync("--help");
        foreach (var code in new[] { ExitCodes.Ok, ExitCodes.Error, ExitCodes.No, ExitCodes.Usage, ExitCodes.Interrupted })
        {
            Assert.Contains($"{code,5}  ", help.Out);
        }
    }

    [Fact]
    public async Task An_unknown_command_is_named_and_not_called_missing()
    {
        var run = await CommandLine.RunAsync("frobnicate");
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("frobnicate", run.Error);
        Assert.DoesNotContain("Required command", run.Error);
    }

    [Fact]
    public async Task A_value_that_begins_with_an_at_sign_is_not_a_file_of_arguments()
    {
        using var folder = new TestFolder();
        var run = await CommandLine.RunAsync("rollback", "credit-risk", "--reason", "@home", "--as", "olga", "--state-folder", folder.Path, "--json");
        Assert.Equal(ExitCodes.Error, run.ExitCode);
        Assert.Contains("No app runs", run.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("runs", "list", "--top", "0")]
    [InlineData("runs", "list", "--state", "Nowhere")]
    [InlineData("submit", "Credit Risk", "no-such-file.csv")]
    [InlineData("rollback", "credit-risk")]
    [InlineData("audit", "verify")]
    [InlineData("audit", "verify", "a", "--all")]
    [InlineData("predict", "credit-risk", "--row", "not json")]
    [InlineData("demo", "--dataset", "no-such-file.csv")]
    public async Task A_command_line_that_cannot_be_meant_exits_64(params string[] args)
    {
        var run = await CommandLine.RunAsync(args);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.NotEmpty(run.Error);
    }
}
