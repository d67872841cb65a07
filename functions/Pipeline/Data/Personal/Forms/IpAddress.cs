using System.Net;
using System.Net.Sockets;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Addresses that may lead to a person: public ones (RFC 6890), not those of a house's own network, nor what looks like a version.</summary>
internal static class IpAddress
{
    private const int VersionLike = 32;

    /// <param name="text">That starts with four numbers up to 255.</param>
    /// <param name="valid">It is public, and its first and another number are at least 32, as in few version numbers.</param>
    /// <returns>Characters; 0 where there is none.</returns>
    public static int ReadV4(ReadOnlySpan<byte> text, out bool valid)
    {
        valid = false;
        Span<int> parts = stackalloc int[4];
        var at = 0;
        for (var part = 0; part < 4; part++)
        {
            var start = at;
            while (at < text.Length && at - start < 4 && TextUnits.IsDigit(text[at]))
            {
                parts[part] = (parts[part] * 10) + text[at++] - '0';
            }

            var digits = at - start;
            if (digits is 0 or > 3 || parts[part] > 255 || (digits > 1 && text[start] == '0')
                || (part < 3 && (at == text.Length || text[at++] != '.')))
            {
                return 0;
            }
        }

        var large = 0;
        foreach (var part in parts)
        {
            large += part >= VersionLike ? 1 : 0;
        }

        valid = large >= 2 && parts[0] >= VersionLike && IsPublic(parts);
        return at;
    }

    /// <param name="text">That starts with a global unicast address, 2000::/3, of at least three groups.</param>
    public static int ReadV6(ReadOnlySpan<byte> text)
    {
        if (text.Length < 7 || text[0] is not ((byte)'2' or (byte)'3') || text[4] != ':')
        {
            return 0;
        }

        var at = 0;
        var groups = 1;
        while (at < text.Length && at < 46 && (char.IsAsciiHexDigit((char)text[at]) || text[at] == ':'))
        {
            groups += text[at] == ':' && at > 0 && text[at - 1] != ':' ? 1 : 0;
            at++;
        }

        at -= text[at - 1] == ':' && text[at - 2] != ':' ? 1 : 0;
        return groups >= 3 && IPAddress.TryParse(text[..at], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? at : 0;
    }

    private static bool IsPublic(ReadOnlySpan<int> parts) => !(
        parts[0] is 0 or 10 or 127 or >= 224
        || (parts[0] == 172 && parts[1] is >= 16 and <= 31) || (parts[0] == 192 && parts[1] == 168)
        || (parts[0] == 169 && parts[1] == 254) || (parts[0] == 100 && parts[1] is >= 64 and <= 127));
}
