using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Runs;

/// <summary>How a run's record moves: forward only, so that a step done twice changes nothing the second time.</summary>
public static class RunProgress
{
    /// <summary>Enters <paramref name="state"/> and books the time of the stage that it leaves.</summary>
    /// <returns>The same record where it is already there or further.</returns>
    public static RunRecord Enter(RunRecord record, RunState state, DateTimeOffset now, string? detail = null)
    {
        if (record.IsEnded || state <= record.State)
        {
            return record;
        }

        var since = record.StageSince ?? record.UpdatedAt;
        return record with
        {
            State = state,
            Detail = detail,
            UpdatedAt = now,
            StageSince = now,
            Seconds = Booked(record, (now - since).TotalSeconds),
        };
    }

    /// <summary>Says how far a long state is; nothing where the record has left it.</summary>
    public static RunRecord Report(RunRecord record, RunState state, DateTimeOffset now, string detail) =>
        record.State == state ? record with { Detail = detail, UpdatedAt = now } : record;

    private static IReadOnlyDictionary<string, double> Booked(RunRecord record, double seconds)
    {
        if (StageOf(record.State) is not { } stage)
        {
            return record.Seconds;
        }

        var booked = record.Seconds.ToDictionary(StringComparer.Ordinal);
        booked[stage] = Math.Round(booked.GetValueOrDefault(stage) + Math.Max(0, seconds), 3);
        return booked;
    }

    /// <summary>The stage whose seconds a state counts towards; null for the moment before Ingest and for ended runs.</summary>
    public static string? StageOf(RunState state) => state switch
    {
        RunState.Ingesting => "ingest",
        RunState.Training => "train",
        RunState.Evaluating => "evaluate",
        RunState.AwaitingClaim or RunState.AwaitingApproval => "approve",
        RunState.Deploying => "deploy",
        _ => null,
    };
}
