using System.Text.Json;

namespace ServerlessMlops.Cli.Tests;

public sealed class OutputTests
{
    [Theory]
    [InlineData("runs", "list", "--as", "dana")]
    [InlineData("runs", "show", "4f0c", "--as", "dana")]
    [InlineData("approvals", "list", "--as", "amal")]
    [InlineData("approvals", "approve", "4f0c", "--reason", "seen", "--as", "amal")]
    [InlineData("models", "--as", "dana")]
    [InlineData("login", "dana")]
    [InlineData("claim", "4f0c", "--as", "dana")]
    [InlineData("predict", "credit-risk", "--row", "{}", "--as", "dana")]
    [InlineData("audit", "verify", "--all", "--as", "aud")]
    [InlineData("frobnicate")]
    [InlineData("runs", "list", "--top", "many")]
    public async Task Json_gives_one_document_and_nothing_else_even_when_it_fails(params string[] args)
    {
        using var folder = new TestFolder();
        var run = await CommandLine.RunAsync([.. args, "--state-folder", folder.Path, "--json"]);
        Assert.NotEqual(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(JsonValueKind.Object, run.Json.ValueKind);
        Assert.NotEmpty(run.Json.GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Without_json_a_fault_leaves_standard_output_empty()
    {
        using var folder = new TestFolder();
        var run = await CommandLine.RunAsync("models", "--as", "dana", "--state-folder", folder.Path);
        Assert.Equal(ExitCodes.Error, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Contains("mlops up", run.Error);
    }

    [Fact]
    public async Task Nothing_but_text_goes_to_a_pipe()
    {
        using var folder = new TestFolder();
        var run = await CommandLine.RunAsync("models", "--as", "dana", "--state-folder", folder.Path);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }
}
