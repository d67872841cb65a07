using System.Data.Common;
using System.Net;

namespace ServerlessMlops.Storage;

/// <summary>Tells an emulator's connection string from an account's: each endpoint it names must be this machine.</summary>
public static class EmulatorAddress
{
    private static readonly string[] Needed = ["BlobEndpoint", "TableEndpoint"];

    private static readonly string[] Endpoints = [.. Needed, "QueueEndpoint", "FileEndpoint"];

    public static bool IsOne(string connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            return false;
        }

        var proxy = parts.TryGetValue("DevelopmentStorageProxyUri", out var address) ? address as string : null;
        return parts.TryGetValue("UseDevelopmentStorage", out var use) && string.Equals(use as string, "true", StringComparison.OrdinalIgnoreCase)
            ? proxy is null || IsThisMachine(proxy)
            : Needed.All(parts.ContainsKey) && Endpoints.Where(parts.ContainsKey).All(name => IsThisMachine(parts[name] as string));
    }

    private static bool IsThisMachine(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
