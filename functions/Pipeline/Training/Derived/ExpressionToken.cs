using System.Globalization;

namespace ServerlessMlops.Pipeline.Training;

internal enum TokenKind { Number, Name, Bracketed, Symbol, End, Wrong }

/// <param name="Text">A name without its brackets; a symbol as its plain form.</param>
/// <param name="Position">From 0.</param>
internal readonly record struct ExpressionToken(TokenKind Kind, string Text, double Number, int Position)
{
    public bool Is(char symbol) => Kind == TokenKind.Symbol && Text[0] == symbol;

    public string Seen => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        _ => Text,
    };

    /// <summary>The token that starts at a position or after white space.</summary>
    /// <returns>The token, and where the next one may start.</returns>
    public static (ExpressionToken Token, int Next) Read(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        if (start == text.Length)
        {
            return (new(TokenKind.End, "", 0, start), start);
        }

        var first = text[start];
        return first switch
        {
            '[' => Bracketed(text, start),
            _ when char.IsLetter(first) || first == '_' => Name(text, start),
            _ when char.IsAsciiDigit(first) || first == '.' => Numeral(text, start),
            '+' or '-' or '*' or '/' or '(' or ')' or ',' => Symbol(first),
            '−' or '–' => Symbol('-'),
            '×' or '·' => Symbol('*'),
            '÷' => Symbol('/'),
            _ => (new(TokenKind.Wrong, first.ToString(), 0, start), start + 1),
        };

        (ExpressionToken, int) Symbol(char plain) => (new(TokenKind.Symbol, plain.ToString(), 0, start), start + 1);
    }

    private static (ExpressionToken, int) Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'))
        {
            end++;
        }

        return (new(TokenKind.Name, text[start..end], 0, start), end);
    }

    private static (ExpressionToken, int) Bracketed(string text, int start)
    {
        var end = text.IndexOf(']', start);
        return end < 0
            ? (new(TokenKind.Wrong, text[start..], 0, start), text.Length)
            : (new(TokenKind.Bracketed, text[(start + 1)..end].Trim(), 0, start), end + 1);
    }

    private static (ExpressionToken, int) Numeral(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '.' || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var numeral = text[start..end];
        return double.TryParse(numeral, Plain, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (new(TokenKind.Number, numeral, number, start), end)
            : (new(TokenKind.Wrong, numeral, 0, start), end);
    }
}
