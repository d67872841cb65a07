using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Announces a file: model, file name, and SHA-256 of the content that will be dropped.</summary>
public sealed record SubmissionInput(string Model, string File, string Digest);

/// <summary>Who answers for an upload: announced before the drop, or claimed after it. Proven by sign-in, never declared.</summary>
public sealed class SubmissionsApi(Submissions submissions, Storage.Runs runs, RunJournal journal)
{
    [Function("Submit"), Access(Roles.DataScientist)]
    public async Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions")] HttpRequest request, CancellationToken cancellation)
    {
        if (!(await request.ReadBodyAsync<SubmissionInput>()).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        if (Faults(input) is { Count: > 0 } faults)
        {
            return ProblemResults.Unprocessable("The submission cannot be registered.", faults);
        }

        var standing = await submissions.RegisterAsync(request.Caller().Name, input.Model, input.File, input.Digest, cancellation);
        return standing.Submitter == request.Caller().Name
            ? Answer(standing, StatusCodes.Status201Created)
            : ProblemResults.Conflict($"This content was announced before, by {standing.Submitter}, who is its submitter.");
    }

    [Function("ClaimRun"), Access(Roles.DataScientist)]
    public async Task<IResult> Claim(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "runs/{id}/claim")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await runs.GetAsync(id, cancellation) is not { } found)
        {
            return ProblemResults.NotFound($"No run {id} is stored.");
        }

        if (found.IsEnded)
        {
            return ProblemResults.Gone($"Run {id} has ended: {found.State}.");
        }

        var caller = request.Caller();
        var run = await runs.UpdateAsync(id, run => run.Submitter is null ? run with { Submitter = caller.Name } : run, cancellation);
        if (run.Submitter != caller.Name)
        {
            return ProblemResults.Conflict($"Run {id} was claimed before, by {run.Submitter}.");
        }

        await journal.RecordAsync(run, "run.claimed", "claimed", new Dictionary<string, string> { ["submitter"] = caller.Name },
            cancellation, new(caller.Name, ActorKind.Person, caller.Roles));
        if (await durable.GetInstanceAsync(Names.ClaimInstance(id), cancellation) is { IsRunning: true })
        {
            await durable.RaiseEventAsync(Names.ClaimInstance(id), Names.SubmitterEvent, null, cancellation);
        }

        return Answer(run);
    }

    private static List<Problem> Faults(SubmissionInput input)
    {
        var faults = new List<Problem>();
        if (!ModelNames.IsValid(input.Model))
        {
            faults.Add(new("MODEL_NAME", $"Seen model '{input.Model}'; expected {ModelNames.Expected}.", Column: "model", Seen: input.Model, Expected: ModelNames.Expected));
        }

        if (input.File.Length is 0 or > 255 || input.File.AsSpan().ContainsAny("/\\\0"))
        {
            faults.Add(new("FILE_NAME", $"Seen file '{input.File}'; expected 1 to 255 characters without a slash.", Column: "file", Seen: input.File));
        }

        if (!Digests.IsDigest(input.Digest))
        {
            faults.Add(new("DIGEST", "Expected the SHA-256 of the content as 64 lower-case hexadecimal digits.", Column: "digest", Seen: input.Digest));
        }

        return faults;
    }
}
