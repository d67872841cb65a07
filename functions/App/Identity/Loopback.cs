using System.Net;
using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Identity;

/// <summary>
/// Whether a request comes from this machine and means to. The address alone does not do: a page of another site can be made to
/// reach 127.0.0.1 under a name of its own (DNS rebinding), and a proxy in front brings the whole world from 127.0.0.1.
/// </summary>
public static class Loopback
{
    /// <summary>Why it is refused; null when it is ours.</summary>
    public static string? Refusal(HttpContext http)
    {
        var request = http.Request;
        if (http.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            return "The local identity provider answers on this machine only.";
        }

        var forwardedFor = request.Headers["X-Forwarded-For"].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries));
        if (!forwardedFor.All(a => IPEndPoint.TryParse(a, out var from) && IPAddress.IsLoopback(from.Address)))
        {
            return "The request came through a proxy from another machine.";
        }

        var hosts = request.Headers["X-Forwarded-Host"].Append(request.Host.Value);
        return hosts.All(h => IsLoopbackName(new HostString(h ?? "").Host))
            ? null
            : "The Host header does not name this machine; expected localhost, 127.0.0.1 or [::1].";
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
