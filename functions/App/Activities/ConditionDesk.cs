using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Writes down the conditions of a release, and looks whether each is met, nearly due, or lapsed.</summary>
public sealed class ConditionDesk(HeldConditions conditions, Aliases aliases, AuditLog audit, TimeProvider time)
{
    /// <summary>Each of a release's votes' conditions, once.</summary>
    public async Task SetAsync(ApprovalRequest request, int version, IReadOnlyList<Vote> votes, CancellationToken cancellation)
    {
        var released = request.ClosedAt ?? request.OpenedAt;
        foreach (var vote in votes)
        {
            foreach (var (condition, place) in (vote.Conditions ?? []).Select((condition, place) => (condition, place)))
            {
                await conditions.SetAsync(new(
                    RunIds.For(request.RequestId, vote.Voter, $"{place}"), request.Model, version, request.RequestId, request.RunId,
                    condition.Text, vote.Voter, released, released.AddDays(condition.DueDays)), cancellation);
            }
        }
    }

    /// <returns>When to look again, UTC; null where nothing is open any more.</returns>
    [Function(Names.LookAtConditions)]
    public async Task<DateTime?> Look([ActivityTrigger] ConditionsInput input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var held = (await conditions.ListAsync(input.Model, cancellation)).Where(one => one.RequestId == input.RequestId).ToList();
        foreach (var condition in held.Where(one => one.IsOpen))
        {
            if (ConditionClock.HasLapsed(condition, now))
            {
                await LapseAsync(condition, now, cancellation);
            }
            else if (ConditionClock.Due(condition, now) is { Count: > 0 } due)
            {
                await RecordAsync(condition, "condition.reminded", FormattableString.Invariant($"reminded.{condition.Id}.{due.Min()}"), [], cancellation);
            }
        }

        return ConditionClock.NextLook(held, now)?.UtcDateTime;
    }

    /// <summary>Taken back first, then marked: cut off in between, the next look does both again, and the move is made once.</summary>
    private async Task LapseAsync(HeldCondition condition, DateTimeOffset now, CancellationToken cancellation)
    {
        var moved = await aliases.RollbackAsync(
            condition.Model, condition.Version, $"lapsed.{condition.Id}", Actor.Pipeline.Name, $"Condition not met in time: {condition.Text}", cancellation);
        var to = moved switch
        {
            AliasMove.Moved { Alias: var alias } => $"{alias.Version}",
            AliasMove.NothingBefore => "nothing: it was the first version",
            _ => "nothing: it was not live any more",
        };
        await conditions.ChangeAsync(condition.Model, condition.Id, one => one.IsOpen ? one with { LapsedAt = now } : null, cancellation);
        await RecordAsync(condition, "condition.lapsed", $"lapsed.{condition.Id}", new() { ["backTo"] = to }, cancellation);
    }

    private async Task RecordAsync(HeldCondition condition, string action, string key, Dictionary<string, string> more, CancellationToken cancellation) =>
        await audit.AppendAsync(
            new(AuditChains.Model(condition.Model), key, action, Actor.Pipeline, condition.SetBy, $"{condition.Model}@{condition.Version}",
                new Dictionary<string, string>(more) { ["condition"] = condition.Id, ["text"] = condition.Text, ["due"] = $"{condition.DueAt:O}" }),
            cancellation);
}
