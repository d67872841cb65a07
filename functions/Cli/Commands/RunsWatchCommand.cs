using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Follows a run until it ends or waits for people.</summary>
internal static class RunsWatchCommand
{
    public static Command Create(Wiring wiring)
    {
        var run = Named.Argument("RUN", "The run's id, or how it begins.");
        var through = new Option<bool>("--through") { Description = "Go on watching while it waits for people." };
        var command = new ExampledCommand("watch", "Follow a run until it ends or waits for people.", "mlops runs watch 4f0c") { run, through };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var view = await RunNames.FindAsync(api, invocation.Parsed.GetRequiredValue(run), cancellation);
            Func<RunRecord, bool> ends = invocation.Parsed.GetValue(through) ? record => record.IsEnded : RunFollower.Rests;
            var last = await FollowAsync(invocation, api, view.Run.Request.RunId, ends, cancellation);
            var receipt = await api.ReceiptAsync(last.Request.RunId, cancellation);
            return invocation.Answer.Give(new { Run = last, Receipt = receipt }, console => RunText.Write(console, receipt), CodeOf(last.State));
        });
        return command;
    }

    private static Task<RunRecord> FollowAsync(
        Invocation invocation, ApiClient api, string runId, Func<RunRecord, bool> ends, CancellationToken cancellation)
    {
        var started = invocation.Time.GetTimestamp();
        var answer = invocation.Answer;
        return Work.ShowAsync(answer.Beside, invocation.Screen.ErrorIsTerminal, "Watching", async progress =>
        {
            RunRecord? last = null;
            var follower = new RunFollower(api, invocation.Time);
            await foreach (var record in follower.FollowAsync(
                runId, ends, seen => progress.Report(StageBar.Text(seen, invocation.Time.GetElapsedTime(started))), cancellation))
            {
                if (record.State != last?.State)
                {
                    answer.Beside.MarkupLineInterpolated($"[grey]{Symbols.When(record.UpdatedAt)}[/]  {StageBar.Words(record.State)}  [grey]{record.Detail}[/]");
                }

                last = record;
            }

            return last!;
        });
    }

    /// <summary>Unchanged is no fault: what was dropped is already taken in.</summary>
    private static int CodeOf(RunState state) => state switch
    {
        RunState.Deployed or RunState.Unchanged => ExitCodes.Ok,
        RunState.Failed => ExitCodes.Error,
        _ => ExitCodes.No,
    };
}
