using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>A chain's entries as they are stored; whoever reads them verifies them without us.</summary>
public sealed class AuditApi(AuditLog audit)
{
    [Function("GetAudit"), Access(Roles.SignedIn)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit/{chain}")] HttpRequest request, string chain, CancellationToken cancellation)
    {
        var entries = chain.Length <= 100 ? await audit.ReadAsync(chain, cancellation) : [];
        return entries.Count == 0 ? ProblemResults.NotFound($"No audit chain '{chain}' is stored.") : Answer(entries);
    }
}
