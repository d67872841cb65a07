using System.Security.Cryptography;
using System.Text;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>One run for one upload: the id is a hash of what was dropped, so that ten events of one upload name one run.</summary>
public static class RunIds
{
    /// <returns>32 lower-case hexadecimal digits: the first 128 bits of SHA-256 over model, path and ETag, each ended by a NUL.</returns>
    public static string For(string model, string path, string etag)
    {
        var text = $"{model}\0{path}\0{etag.Trim('"')}\0";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>Whether a caller's text can be a run id; anything else names nothing, and is not asked for.</summary>
    public static bool IsValid(string? text) => text is { Length: 32 } && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");
}
