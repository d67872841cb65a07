using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Output;

/// <summary>How far a run has come, as one line: <c>━━━━━━━━────────────  Training  3.1 s</c>.</summary>
internal static class StageBar
{
    private const int Width = 20;

    public static string Text(RunRecord? run, TimeSpan elapsed)
    {
        var done = (int)Math.Round(ShareOf(run?.State) * Width);
        return $"{new string('━', done)}{new string('─', Width - done)}  {Words(run?.State)}  {Symbols.Seconds(elapsed.TotalSeconds)}";
    }

    public static string Words(RunState? state) => state switch
    {
        null => "Waiting for the upload to be noticed",
        RunState.AwaitingClaim => "Awaiting claim",
        RunState.AwaitingApproval => "Awaiting approval",
        RunState.GateFailed => "Gate failed",
        { } named => named.ToString(),
    };

    private static double ShareOf(RunState? state) => state switch
    {
        null => 0.02,
        RunState.Received => 0.05,
        RunState.Ingesting => 0.15,
        RunState.Training => 0.35,
        RunState.Evaluating => 0.60,
        RunState.AwaitingClaim => 0.70,
        RunState.AwaitingApproval => 0.75,
        RunState.Deploying => 0.90,
        _ => 1,
    };
}
