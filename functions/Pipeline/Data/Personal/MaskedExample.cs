using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>How a value is shown without being told: its first character at most, and of an address its last label.</summary>
internal static class MaskedExample
{
    private const string Stars = "***";

    /// <summary>A country, of an account or at the end of a domain, is no secret of one person.</summary>
    private const int CountryLetters = 2;
    private const int LastLabel = 4;

    public static string Of(PersonalDataKind kind, ReadOnlySpan<byte> value) => kind switch
    {
        PersonalDataKind.Email => Address(value),
        PersonalDataKind.Iban => Encoding.ASCII.GetString(value[..Math.Min(CountryLetters, value.Length)]) + Stars,
        _ => Start(value),
    };

    private static string Address(ReadOnlySpan<byte> value)
    {
        var at = value.IndexOf((byte)'@');
        var dot = value.LastIndexOf((byte)'.');
        if (at < 0 || dot < at)
        {
            return Start(value);
        }

        var last = value[(dot + 1)..];
        return $"{Start(value[..at])}@{Start(value[(at + 1)..dot])}.{(last.Length <= LastLabel ? Encoding.UTF8.GetString(last) : Stars)}";
    }

    /// <summary>Nothing is shown of what has fewer than three characters, nor a first character that is a sign.</summary>
    private static string Start(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, 16)]);
        var first = text.EnumerateRunes().FirstOrDefault();
        return text.EnumerateRunes().Count() > 2 && Rune.IsLetterOrDigit(first) ? first + Stars : Stars;
    }
}
