using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Whether it answers; nothing else, for anyone may ask.</summary>
public static class HealthApi
{
    [Function("Health"), Access(Roles.Anyone)]
    public static IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Json.Ok(new { status = "ok", version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion });
}
