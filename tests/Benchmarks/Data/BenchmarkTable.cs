using System.Globalization;
using System.Text;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Benchmarks.Data;

/// <summary>A table like those that people drop: 20 columns of numbers, categories, text and dates, 3 % of the cells empty; the same at every run.</summary>
internal static class BenchmarkTable
{
    public const int Rows = 3_000_000;

    private static readonly string[] Words =
        "account payment order delayed customer invoice delivery returned partial credit monthly branch renewal contract pending review".Split(' ');

    private static readonly string[] Cities =
        ["Lisbon", "Porto", "Madrid", "Paris", "Lyon", "Berlin", "Wien", "Praha", "Warszawa", "Oslo", "Malmö", "Turku", "Tallinn", "Rīga", "Vilnius", "Athina"];

    public const string Header =
        "id,age,income,balance,rate,score,latitude,longitude,visits,amount,segment,city,channel,product,active,opened,postcode,reference,note,outcome";

    public static void Write(string path, int rows = Rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        file.WriteLine(Header);
        var random = new Xoshiro256(20_261_125, 0);
        var row = new StringBuilder(256);
        for (var i = 0; i < rows; i++)
        {
            row.Clear();
            Line(row, ref random, i);
            file.WriteLine(row);
        }
    }

    private static void Line(StringBuilder row, ref Xoshiro256 random, int i)
    {
        row.Append(i + 1);
        Number(row, ref random, 18 + random.Below(73), 0);
        Number(row, ref random, Math.Exp(9 + (Gauss(ref random) * 0.6)), 2);
        Number(row, ref random, Gauss(ref random) * 4_000, 2);
        Number(row, ref random, Unit(ref random), 6);
        Number(row, ref random, Gauss(ref random), 6);
        Number(row, ref random, 36 + (Unit(ref random) * 34), 5);
        Number(row, ref random, -10 + (Unit(ref random) * 40), 5);
        Number(row, ref random, Math.Floor(-Math.Log(1 - Unit(ref random)) * 4), 0);
        Number(row, ref random, Math.Exp(3 + Gauss(ref random)), 2);
        Text(row, ref random, "ABCDE"[random.Below(5)].ToString());
        Text(row, ref random, Cities[Math.Min(random.Below(16), random.Below(16))]);
        Text(row, ref random, random.Below(3) == 0 ? "branch" : random.Below(2) == 0 ? "online" : "phone");
        Text(row, ref random, $"P{random.Below(400):D3}");
        Text(row, ref random, random.Below(4) == 0 ? "false" : "true");
        Text(row, ref random, new DateTime(2015, 1, 1).AddDays(random.Below(4_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(row, ref random, $"{(char)('A' + random.Below(26))}{random.Below(10)}{(char)('A' + random.Below(26))} {random.Below(10)}{(char)('A' + random.Below(26))}");
        Text(row, ref random, $"REF-{random.Next() >> 20:x11}");
        Text(row, ref random, Note(ref random));
        row.Append(',').Append(random.Below(5) == 0 ? "yes" : "no");
    }

    private static void Number(StringBuilder row, ref Xoshiro256 random, double value, int decimals)
    {
        row.Append(',');
        if (random.Below(100) >= 3)
        {
            row.Append(CultureInfo.InvariantCulture, $"{Math.Round(value, decimals)}");
        }
    }

    private static void Text(StringBuilder row, ref Xoshiro256 random, string value) =>
        row.Append(',').Append(random.Below(100) < 3 ? "" : value);

    private static string Note(ref Xoshiro256 random)
    {
        var words = new string[3 + random.Below(4)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Words[random.Below(Words.Length)];
        }

        return random.Below(8) == 0 ? $"\"{string.Join(", ", words)}\"" : string.Join(' ', words);
    }

    private static double Unit(ref Xoshiro256 random) => (random.Next() >> 11) * (1.0 / (1UL << 53));

    private static double Gauss(ref Xoshiro256 random) => Math.Sqrt(-2 * Math.Log(1 - Unit(ref random))) * Math.Cos(2 * Math.PI * Unit(ref random));
}
