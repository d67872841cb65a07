using System.Globalization;
using System.Text;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>Text that people wrote, kept from becoming markup, and tables.</summary>
internal static class MarkdownText
{
    /// <summary>One line; signs that Markdown or HTML would read as their own are escaped.</summary>
    public static string Escape(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var sign in text.ReplaceLineEndings(" "))
        {
            _ = sign switch
            {
                '<' => line.Append("&lt;"),
                '>' => line.Append("&gt;"),
                '&' => line.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' => line.Append('\\').Append(sign),
                _ => line.Append(sign),
            };
        }

        return line.ToString().Trim();
    }

    public static void Heading(StringBuilder text, string title) => text.Append(CultureInfo.InvariantCulture, $"\n## {Escape(title)}\n\n");

    public static void Table(StringBuilder text, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        Row(text, heads);
        Row(text, [.. heads.Select(_ => "---")], raw: true);
        foreach (var row in rows)
        {
            Row(text, row);
        }
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells, bool raw = false) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => raw ? cell : Escape(cell))).Append(" |\n");
}
