using System.CommandLine;
using ServerlessMlops.Cli.Demo;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>The life of one run from drop to prediction, on free ports and in a folder that is gone afterwards.</summary>
internal static class DemoCommand
{
    public static Command Create(Wiring wiring)
    {
        var dataset = new Option<FileInfo?>("--dataset") { Description = "A CSV file of your own, with a header; default: samples/credit-risk.", HelpName = "FILE" };
        var pipeline = new Option<FileInfo?>("--pipeline") { Description = "Its pipeline.yaml; without one the run ends at Evaluated, with a proposal.", HelpName = "FILE" };
        var contract = new Option<FileInfo?>("--contract") { Description = "What the data are held to; without one a contract is proposed.", HelpName = "FILE" };
        var yes = new Option<bool>("--yes") { Description = "Cast the votes as different approvers, over HTTP, instead of asking." };
        var command = new ExampledCommand(
            "demo", "Watch a dataset become a governed, approved, live model.",
            "mlops demo", "mlops demo --yes --json", "mlops demo --dataset loans.csv --pipeline pipeline.yaml") { dataset, pipeline, contract, yes };
        wiring.Run(command, (invocation, cancellation) =>
        {
            var input = DemoInput.Of(
                invocation.Parsed.GetValue(dataset), invocation.Parsed.GetValue(pipeline), invocation.Parsed.GetValue(contract));
            return RunAsync(invocation, input, invocation.Parsed.GetValue(yes), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Invocation invocation, DemoInput input, bool yes, CancellationToken cancellation)
    {
        var started = invocation.Time.GetTimestamp();
        var people = DemoPeople.For(input.Specification?.Approval);
        var lines = new LineReader(invocation.Screen.In);
        var story = new DemoStory(invocation.Answer.Story);
        story.Opening(input);
        using var folder = new ThrowAwayFolder();
        DemoReport report;
        var state = new StateFolder(folder.Path);
        await using (var stack = await StartAsync(invocation, state, people, cancellation))
        {
            story.Line("Start", $"storage and the app at {stack.Url}", invocation.Time.GetElapsedTime(started).TotalSeconds);
            var signIn = new LocalSignIn(stack.Url, state.KeyFile);
            report = await new DemoRun(invocation, input, people, stack, signIn, story, lines).TellAsync(yes, started, cancellation);
            DemoEnding.Write(invocation.Answer.Story, report);
            await LookAroundAsync(invocation, stack, signIn, people, lines, yes, cancellation);
        }

        DemoEnding.WriteNext(invocation.Answer.Story, input);
        return invocation.Answer.Give(report, _ => { }, DemoReports.ExitCodeOf(report, input.Pipeline is not null));
    }

    private static Task<LocalStack> StartAsync(Invocation invocation, StateFolder state, DemoPeople people, CancellationToken cancellation) =>
        Work.ShowAsync(invocation.Answer.Story, invocation.Answer.StoryIsLive, "Starting", progress => LocalStack.StartAsync(
            state, port: 0, LocalUsers.AsSettings(people.All), progress, invocation.Time, cancellation));

    /// <summary>On a terminal everything stays up until Enter, so that the pages can be looked at.</summary>
    private static async Task LookAroundAsync(
        Invocation invocation, LocalStack stack, LocalSignIn signIn, DemoPeople people, LineReader lines, bool yes, CancellationToken cancellation)
    {
        if (yes && invocation.Answer.IsJson || !invocation.Screen.CanAsk)
        {
            return;
        }

        var console = invocation.Answer.Story;
        console.WriteLine();
        console.MarkupLineInterpolated($"  Everything is still up: [link]{new Uri(stack.Url, "/api/runs")}[/]");
        SignInText.Write(console, people.Approvers[0].Name, await signIn.CodeAsync(people.Approvers[0].Name, cancellation));
        console.MarkupLine("  [bold]Enter[/] shuts it down and removes it.");
        await lines.NextAsync().WaitAsync(cancellation);
    }
}
