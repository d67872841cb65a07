using System.Globalization;
using System.Text;
using System.Text.Json;
using ParquetSharp;
using ServerlessMlops.Pipeline.Tests.Data.Formats;
using Column = ParquetSharp.Column;
using Encoding = System.Text.Encoding;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>A table of any texts and numbers, null where a cell is missing, written in each format as its own standard says.</summary>
internal sealed record WrittenTable(string?[][] Texts, double?[][] Numbers)
{
    private const string Units = "abcxyz012,;|\t\"'\n\r#=+-@<>&\\/{}[]: \u00e9\u65e5\u2028";

    public int Rows => Texts[0].Length;

    public IEnumerable<string> Names =>
        [.. Texts.Select((_, i) => $"t{i}"), .. Numbers.Select((_, i) => $"n{i}")];

    public static WrittenTable Any(Random random)
    {
        var rows = 1 + random.Next(random.Next(20) == 0 ? 20_000 : 60);
        var longest = rows < 100 && random.Next(4) == 0 ? 100_000 : 12;
        var few = random.Next(2) == 0 ? Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Text(random, longest)).ToArray() : null;
        string? Cell() => few is null ? Text(random, longest) : few[random.Next(few.Length)];
        string?[] Column() => [.. Enumerable.Range(0, rows).Select(_ => Cell())];
        return new WrittenTable(
            [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Column())],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Enumerable.Range(0, rows).Select(_ => Number(random)).ToArray())]);
    }

    public byte[] ToCsv(Random random)
    {
        var end = random.Next(2) == 0 ? "\r\n" : "\n";
        var text = new StringBuilder(random.Next(3) == 0 ? "\uFEFF" : "").AppendJoin(',', Names).Append(end);
        for (var row = 0; row < Rows; row++)
        {
            var cells = Texts.Select(column => column[row] is { } cell ? Quoted(cell) : "\"\"")
                .Concat(Numbers.Select(column => column[row]?.ToString("R", CultureInfo.InvariantCulture) ?? ""));
            text.AppendJoin(',', cells).Append(row == Rows - 1 && random.Next(2) == 0 ? "" : end);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] ToJsonLines()
    {
        var lines = new MemoryStream();
        for (var row = 0; row < Rows; row++)
        {
            var cells = Texts.Select(column => (object?)column[row]).Concat(Numbers.Select(column => (object?)column[row]));
            JsonSerializer.Serialize(lines, Names.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second));
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    public byte[] ToParquet(Random random)
    {
        Column[] columns = [.. Names.Select(name => name[0] == 't' ? (Column)new Column<string>(name) : new Column<double?>(name))];
        var groups = Math.Min(Rows, 1 + random.Next(3));
        return ParquetFiles.Write(
            columns,
            options =>
            {
                options.Compression(SoundFiles.Codecs[random.Next(SoundFiles.Codecs.Length)]).DataPagesize(1 << random.Next(6, 21));
                options.DataPageVersion(random.Next(2) == 0 ? ParquetDataPageVersion.V1 : ParquetDataPageVersion.V2);
                _ = random.Next(2) == 0 ? options.DisableDictionary() : options.DictionaryPagesizeLimit(1 << random.Next(6, 20));
            },
            groups, (writer, group) =>
            {
                var (from, to) = (Rows * group / groups, Rows * (group + 1) / groups);
                Array.ForEach(Texts, column => writer.Add(column[from..to]));
                Array.ForEach(Numbers, column => writer.Add(column[from..to]));
            });
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Text(Random random, int longest)
    {
        if (random.Next(8) == 0)
        {
            return null;
        }

        var length = random.Next(random.Next(10) == 0 ? longest : Math.Min(longest, 12));
        return string.Create(length, random, (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Units[source.Next(Units.Length)];
            }
        });
    }

    private static double? Number(Random random) => random.Next(10) switch
    {
        0 => null,
        1 => random.Next(-100, 100),
        2 => random.NextInt64() >> random.Next(64),
        3 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) is var any && double.IsFinite(any) ? any : 0.5,
        4 => double.Epsilon,
        _ => Math.Round(random.NextDouble() * 1e6, random.Next(8)),
    };
}
