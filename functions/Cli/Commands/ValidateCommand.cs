using System.CommandLine;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Judges what people have written before any of it is uploaded: in a pull request, without an app.</summary>
internal static class ValidateCommand
{
    private sealed record ValidateAnswer(bool Valid, IReadOnlyList<string> Files, IReadOnlyList<Problem> Problems);

    public static Command Create(Wiring wiring)
    {
        var folder = Named.Argument("DIR", "A folder with pipeline.yaml, contract.yaml or both, or with folders of models that have them, and policies/*.yaml.");
        var command = new ExampledCommand(
            "validate", "Every mistake in pipeline.yaml, contract.yaml and policies, with file, line and column; no app is asked.",
            "mlops validate samples", "mlops validate samples/credit-risk --json") { folder };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var named = invocation.Parsed.GetRequiredValue(folder);
            var found = SpecificationFiles.Under(named);
            var (policies, broken) = await SpecificationFiles.PoliciesAsync(found.Policies, cancellation);
            var problems = broken.ToList();
            foreach (var model in found.Models)
            {
                problems.AddRange(SpecificationCheck.Of(
                    await SpecificationFiles.ReadAsync(model.Pipeline, cancellation),
                    await SpecificationFiles.ReadAsync(model.Contract, cancellation),
                    policies: policies));
            }

            var files = found.Paths;
            var isValid = problems.All(problem => problem.Severity != Severity.Error);
            return invocation.Answer.Give(
                new ValidateAnswer(isValid, files, problems), console =>
                    Write(console, files.Count, problems), isValid ? ExitCodes.Ok : ExitCodes.No);
        });
        return command;
    }

    /// <summary>
    /// A line each, never broken, in the form that editors and build servers make links of; all of them, as nothing else lists them.
    /// </summary>
    private static void Write(IAnsiConsole console, int files, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var word = problem.Severity == Severity.Error ? "error" : "warning";
            var place = problem.Line is { } line ? $"{problem.File}:{line}:{problem.Position ?? 1}" : problem.File;
            console.Profile.Out.Writer.WriteLine(Printable($"{place}: {word} {problem.Code} {problem.Message}"));
        }

        var errors = problems.Count(problem => problem.Severity == Severity.Error);
        var sign = errors == 0 ? $"[green]{Symbols.Yes}[/]" : $"[red]{Symbols.No}[/]";
        console.MarkupLine($"{sign} {Symbols.Count(files)} files: {Symbols.Count(errors)} errors, {Symbols.Count(problems.Count - errors)} warnings");
    }

    /// <summary>What a file holds is shown, and never obeyed by a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(unit => char.IsControl(unit) ? '\uFFFD' : unit));
}
