using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Cli.Tests;

public sealed class ValidateTests
{
    private const string Contract = "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\nschema: [{ name: t, properties: [{ name: a }] }]\n";

    [Fact]
    public async Task The_samples_are_valid()
    {
        var run = await CommandLine.RunAsync("validate", Path.Combine(Repository.Root, "samples"));
        Assert.Equal((ExitCodes.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains("6 files: 0 errors", run.Out);
    }

    [Fact]
    public async Task Every_error_of_every_model_is_named_with_file_line_and_column()
    {
        using var folder = new TestFolder();
        var pipeline = folder.Write("one/pipeline.yaml", "model: one\nfoo: 1\n");
        var contract = folder.Write("two/contract.yaml", Contract
            .Replace("kind: DataContract", "kind: Contract", StringComparison.Ordinal));
        folder.Write(".git/contract.yaml", "no");
        var run = await CommandLine.RunAsync("validate", folder.Path);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Contains($"{pipeline}:2:1: error YAML_UNKNOWN_KEY", run.Out);
        Assert.Contains($"{contract}:2:7: error YAML_UNKNOWN_VALUE", run.Out);
        Assert.Contains("2 files: ", run.Out);

        var json = (await CommandLine.RunAsync("validate", folder.Path, "--json")).Json;
        Assert.False(json.GetProperty("valid").GetBoolean());
        Assert.Equal([pipeline, contract], json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!));
        Assert.Contains(json.GetProperty("problems").EnumerateArray(), problem =>
            problem.GetProperty("file").GetString() == contract && problem.GetProperty("line").GetInt32() == 2
                && problem.GetProperty("position").GetInt32() == 7);
    }

    [Fact]
    public async Task A_contract_alone_is_enough_and_nothing_at_all_is_a_fault()
    {
        using var folder = new TestFolder();
        Assert.Equal(ExitCodes.Error, (await CommandLine.RunAsync("validate", folder.Path)).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await CommandLine.RunAsync("validate", folder.In("nowhere"))).ExitCode);
        folder.Write("contract.yaml", Contract);
        Assert.Equal(ExitCodes.Ok, (await CommandLine.RunAsync("validate", folder.Path)).ExitCode);
    }

    [Fact]
    public async Task Policies_are_judged_too_and_the_pipelines_beside_them_are_held_to_what_they_ask()
    {
        using var folder = new TestFolder();
        folder.Write("penguins/pipeline.yaml", await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "samples", "penguins", "pipeline.yaml"), TestContext.Current.CancellationToken));
        folder.Write("policies/strict.yaml", "policy: strict\nversion: 1\nowner: rena@example.org\ngates: [{ metric: macro_f1, min: 0.99 }]\n");

        var looser = await CommandLine.RunAsync("validate", folder.Path);
        Assert.Equal(ExitCodes.No, looser.ExitCode);
        Assert.Contains("POLICY_LOOSER", looser.Out, StringComparison.Ordinal);

        folder.Write("policies/strict.yaml", "policy: strict\nversion: one\nowner: rena@example.org\n");
        var broken = await CommandLine.RunAsync("validate", folder.In("policies"));
        Assert.Equal(ExitCodes.No, broken.ExitCode);
        Assert.Contains("strict.yaml:2:10: error YAML_WRONG_TYPE", broken.Out, StringComparison.Ordinal);
    }
}
