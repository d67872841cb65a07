using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Runs policies that are to come over evaluations that were: which verdicts would have been others.</summary>
internal static class PolicyTestCommand
{
    private sealed record PolicyTestAnswer(string Policy, int Evaluations, int Flips, IReadOnlyList<BackTest> Results);

    public static Command Create(Wiring wiring)
    {
        var path = Named.Argument("PATH", "A policy's file, or a folder with a folder called policies.");
        var model = new Option<string?>("--model") { Description = "Only this model's evaluations." };
        var command = new ExampledCommand(
            "test", "Decide stored evaluations again under other policies; exit 1 where a verdict flips.",
            "mlops policy test policies/fair-lending.yaml", "mlops policy test . --model credit-risk --json") { path, model };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var policies = await ReadAsync(invocation.Parsed.GetRequiredValue(path), cancellation);
            using var api = await invocation.OpenAsync(cancellation);
            var past = await AllAsync(api, invocation.Parsed.GetValue(model), cancellation);
            var results = past.Select(one => PolicyBackTest.Of(one, policies)).ToList();
            var flips = results.Count(result => result.Flips);
            return invocation.Answer.Give(
                new PolicyTestAnswer(policies.Version, results.Count, flips, results), console => Write(console, results),
                flips == 0 ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }

    private static async Task<PolicySet> ReadAsync(string path, CancellationToken cancellation)
    {
        var files = File.Exists(path) ? [path] : SpecificationFiles.Under(path).Policies;
        if (files.Count == 0)
        {
            throw CommandFault.Usage($"No policy lies under {path}; expected a file, or a folder called policies with *.yaml in it.", "mlops policy test --help");
        }

        var (policies, problems) = await SpecificationFiles.PoliciesAsync(files, cancellation);
        return problems.Count == 0 ? policies
            : throw new CommandFault($"{problems[0].File}:{problems[0].Line}: {problems[0].Message} ({problems.Count} in all)", "mlops validate");
    }

    private static async Task<List<PastEvaluation>> AllAsync(ApiClient api, string? model, CancellationToken cancellation)
    {
        var all = new List<PastEvaluation>();
        string? next = null;
        do
        {
            var page = await api.EvaluationsAsync(model, next, cancellation);
            all.AddRange(page.Evaluations);
            next = page.Continuation;
        }
        while (next is not null);

        return all;
    }

    private static void Write(IAnsiConsole console, List<BackTest> results)
    {
        foreach (var result in results.Where(result => result.Flips || result.Gates.Count > 0))
        {
            console.MarkupLineInterpolated(
                $"{(result.Flips ? Symbols.No : Symbols.Waits)} {result.Model} {Symbols.Short(result.RunId)} of {Symbols.When(result.At)}: {Words(result.Before)} → {Words(result.After)}");
            foreach (var gate in result.Gates)
            {
                console.MarkupLineInterpolated($"    {gate.Rule}: {Words(gate.Before)} → {Words(gate.After)}  [grey]{gate.Reason}[/]");
            }

            foreach (var problem in result.Problems)
            {
                console.MarkupLineInterpolated($"    [red]{problem.Code}[/] {problem.Message}");
            }
        }

        var flips = results.Count(result => result.Flips);
        console.MarkupLineInterpolated($"{(flips == 0 ? Symbols.Yes : Symbols.No)} {flips} of {results.Count} verdicts flip");
    }

    private static string Words(BackTestVerdict verdict) => verdict switch
    {
        BackTestVerdict.Pass => "passed",
        BackTestVerdict.People => "left to people",
        BackTestVerdict.Fail => "stopped",
        _ => "refused",
    };

    private static string Words(GateOutcome? outcome) => outcome switch
    {
        null => "not asked",
        GateOutcome.Pass => "passed",
        GateOutcome.Fail => "failed",
        GateOutcome.NotMeasured => "not measured",
        _ => "not enough evidence",
    };
}
