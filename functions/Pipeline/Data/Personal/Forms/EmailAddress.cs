using System.Buffers;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Addresses as in RFC 5322, 3.4.1, without quotes and comments, and with a domain of at least two labels (RFC 1035).</summary>
internal static class EmailAddress
{
    private const int LocalUnits = 64;
    private const int DomainUnits = 253;

    private static readonly SearchValues<byte> Local =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-=?^_`{|}~"u8);

    private static readonly SearchValues<byte> Domain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);

    /// <summary>Names of files such as image@2x.png are none.</summary>
    private static readonly string[] FileEndings =
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "json", "html", "xml", "txt", "csv", "conf", "service", "socket"];

    /// <param name="at">Of the @.</param>
    /// <returns>The address around it; empty where there is none.</returns>
    public static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (start > 0 && at - start <= LocalUnits && (Local.Contains(text[start - 1]) || text[start - 1] >= 0x80))
        {
            start--;
        }

        var end = at + 1;
        while (end < text.Length && end - at <= DomainUnits && (Domain.Contains(text[end]) || text[end] >= 0x80))
        {
            end++;
        }

        while (end > at + 1 && text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }

        while (start < at && text[start] is (byte)'.' or (byte)'\'' or (byte)'=')
        {
            start++;
        }

        var address = text[start..end];
        var isPath = start > 0 && text[start - 1] == '/';
        return !isPath && at > start && at - start <= LocalUnits && IsLocal(text[start..at]) && IsDomain(text[(at + 1)..end]) ? address : [];
    }

    private static bool IsLocal(ReadOnlySpan<byte> local) => local[^1] != '.' && local.IndexOf(".."u8) < 0;

    private static bool IsDomain(ReadOnlySpan<byte> domain)
    {
        var dot = domain.LastIndexOf((byte)'.');
        if (dot < 1 || domain.IndexOf(".."u8) >= 0 || domain[0] == '-')
        {
            return false;
        }

        var last = domain[(dot + 1)..];
        return last.Length >= 2 && (last.StartsWith("xn--"u8) || IsLetters(last)) && !IsFileEnding(last);
    }

    private static bool IsLetters(ReadOnlySpan<byte> label)
    {
        foreach (var unit in label)
        {
            if (!char.IsAsciiLetter((char)unit) && unit < 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFileEnding(ReadOnlySpan<byte> label)
    {
        foreach (var ending in FileEndings)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(label, ending))
            {
                return true;
            }
        }

        return false;
    }
}
