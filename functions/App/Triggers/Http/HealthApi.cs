using System.Reflection;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Whether it answers; nothing else, for anyone may ask.</summary>
public static class HealthApi
{
    [Function("Health"), Access(Roles.Anyone)]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Answer(new { status = "ok", version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion });
}
