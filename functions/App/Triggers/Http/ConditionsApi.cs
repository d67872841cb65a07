using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>What versions were approved under, and who has shown that it is met.</summary>
public sealed class ConditionsApi(HeldConditions conditions, Approvals approvals, AuditLog audit, TimeProvider time)
{
    [Function("ListConditions"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}/conditions")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        _ = request;
        return ModelNames.IsValid(model)
            ? Answer(new { conditions = await conditions.ListAsync(model, cancellation) })
            : ProblemResults.NotFound($"No model can be called '{model}'.");
    }

    /// <summary>The reason is the grounds on which it is met.</summary>
    [Function("MeetCondition"), Access(Roles.Approver, Roles.Auditor)]
    public async Task<IResult> Meet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/conditions/{id}/met")] HttpRequest request,
        string model,
        string id,
        CancellationToken cancellation)
    {
        if (!(await Reasons.ReadAsync(request, cancellation)).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        var (caller, now) = (request.Caller(), time.GetUtcNow());
        var found = ModelNames.IsValid(model) ? (await conditions.ListAsync(model, cancellation)).FirstOrDefault(one => one.Id == id) : null;
        var asked = found is null ? null : await approvals.GetAsync(found.RequestId, cancellation);
        string? why = null;
        var standing = await conditions.ChangeAsync(model, id, condition =>
        {
            why = ConditionClock.MayNotMeet(condition, caller.Name, asked?.Submitter ?? "", now);
            return why is null ? condition with { MetBy = caller.Name, MetAt = now, Grounds = input.Reason.Trim() } : null;
        }, cancellation);
        if (standing is null)
        {
            return ProblemResults.NotFound($"No condition {id} of a model '{model}' is kept.");
        }

        if (why is not null)
        {
            return ProblemResults.Conflict(why);
        }

        await audit.AppendAsync(
            new(AuditChains.Model(model), $"met.{id}", "condition.met", new(caller.Name, ActorKind.Person, caller.Roles), caller.Name, $"{model}@{standing.Version}",
                new Dictionary<string, string> { ["condition"] = id, ["text"] = standing.Text, ["grounds"] = input.Reason }),
            cancellation);
        return Answer(standing);
    }
}
