using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace ServerlessMlops.Pages;

/// <summary>The one style sheet. It stands inline in each page, so that a receipt opened from a disk looks the same.</summary>
public static class Stylesheet
{
    public static readonly string Text = Read();

    /// <summary>Base64 of the SHA-256 of <see cref="Text"/>: what a content security policy names it by.</summary>
    public static readonly string Sha256 = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    internal static readonly MarkupString Element = new($"<style>{Text}</style>");

    private static string Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("style.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
