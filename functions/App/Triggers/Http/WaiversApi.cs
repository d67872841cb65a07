using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <param name="Rule">Of the gate, as the evaluation writes it.</param>
public sealed record WaiverInput(string Rule, string Reason, DateTimeOffset ExpiresAt);

/// <summary>Exceptions from gates: one person asks, a policy owner allows, and they end by themselves.</summary>
public sealed class WaiversApi(Waivers waivers, AuditLog audit, TimeProvider time)
{
    [Function("ListWaivers"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}/waivers")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        _ = request;
        return ModelNames.IsValid(model)
            ? Answer(new { waivers = await waivers.ListAsync(model, cancellation) })
            : ProblemResults.NotFound($"No model can be called '{model}'.");
    }

    [Function("AskWaiver"), Access(Roles.DataScientist, Roles.Operator)]
    public async Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/waivers")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        if (!(await request.ReadBodyAsync<WaiverInput>()).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        if (!ModelNames.IsValid(model))
        {
            return ProblemResults.NotFound($"No model can be called '{model}'.");
        }

        var now = time.GetUtcNow();
        if (WaiverRules.Fault(input.Rule, input.Reason, input.ExpiresAt, now) is { } fault)
        {
            return ProblemResults.Unprocessable("The waiver cannot be asked for.", [new("WAIVER", fault)]);
        }

        var caller = request.Caller();
        var expires = input.ExpiresAt.ToUniversalTime();
        var waiver = new Waiver(
            RunIds.For(model, $"waiver {input.Rule.Trim()}", $"{caller.Name} {expires:O}"), model, input.Rule.Trim(), input.Reason.Trim(), caller.Name, now, expires);
        if (!await waivers.AskAsync(waiver, cancellation))
        {
            waiver = (await waivers.FindAsync(model, waiver.Id, cancellation))!;
        }

        await RecordAsync(waiver, "waiver.asked", caller, waiver.Reason, cancellation);
        return Answer(waiver, StatusCodes.Status201Created);
    }

    [Function("AllowWaiver"), Access(Roles.PolicyOwner)]
    public Task<IResult> Allow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/waivers/{id}/allow")] HttpRequest request,
        string model,
        string id,
        CancellationToken cancellation) =>
        ChangeAsync(request, model, id, "waiver.allowed", WaiverRules.MayNotAllow,
            (waiver, person, now) => waiver with { ApprovedBy = person, ApprovedAt = now }, cancellation);

    [Function("RevokeWaiver"), Access(Roles.PolicyOwner, Roles.Operator)]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/waivers/{id}/revoke")] HttpRequest request,
        string model,
        string id,
        CancellationToken cancellation) =>
        ChangeAsync(request, model, id, "waiver.revoked", (waiver, _, _) => waiver.RevokedBy is { } earlier ? $"{earlier} has revoked it already." : null,
            (waiver, person, now) => waiver with { RevokedBy = person, RevokedAt = now }, cancellation);

    private async Task<IResult> ChangeAsync(
        HttpRequest request,
        string model,
        string id,
        string action,
        Func<Waiver, string, DateTimeOffset, string?> mayNot,
        Func<Waiver, string, DateTimeOffset, Waiver> change,
        CancellationToken cancellation)
    {
        if (!(await Reasons.ReadAsync(request, cancellation)).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        var (caller, now) = (request.Caller(), time.GetUtcNow());
        string? why = null;
        var standing = await waivers.ChangeAsync(model, id, waiver =>
        {
            why = mayNot(waiver, caller.Name, now);
            return why is null ? change(waiver, caller.Name, now) : null;
        }, cancellation);
        if (standing is null)
        {
            return ProblemResults.NotFound($"No waiver {id} of a model '{model}' is stored.");
        }

        if (why is not null)
        {
            return ProblemResults.Conflict(why);
        }

        await RecordAsync(standing, action, caller, input.Reason, cancellation);
        return Answer(standing);
    }

    private Task RecordAsync(Waiver waiver, string action, Caller caller, string reason, CancellationToken cancellation) => audit.AppendAsync(
        new(AuditChains.Model(waiver.Model), $"{action}.{waiver.Id}", action, new(caller.Name, ActorKind.Person, caller.Roles), caller.Name,
            $"{waiver.Model}: {waiver.Rule}", new Dictionary<string, string>
            {
                ["waiver"] = waiver.Id,
                ["rule"] = waiver.Rule,
                ["reason"] = reason,
                ["expires"] = $"{waiver.ExpiresAt:O}",
            }),
        cancellation);
}
