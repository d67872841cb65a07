using System.Buffers;
using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// First names that are common in some country of Europe or the Americas and are hardly ever anything else: names of towns, months, things
/// and brands (Paris, Sofia, April, Rose, Mercedes) are left out.
/// </summary>
internal static class FirstNames
{
    private const string List =
        "adrian agnieszka aino alejandro aleksander alessandro alexandra alice alicja ana andrea andreas andrew andrzej angela "
        + "anita anna anne annika anthony antonio arthur astrid barbara beatriz benjamin bernard bjorn brian camille carlos "
        + "caroline catherine cecilia chiara christian christina christine christopher claire claudia cristina daniel daniela "
        + "david deborah diego dorothy edward elena elisabeth elizabeth emily emma eric erik eva ewa fernando filip francesca "
        + "francesco francisco franz gabriel gabriela george giorgio giovanni giulia grzegorz guillaume gustav hannah hans heikki "
        + "heinrich helen helena helga henrik hugo ingrid isabel isabella jacob jakob james jan jana jane janina jean jeffrey "
        + "jennifer jens jessica johan johanna johannes john jonas jonathan jose joseph juan juha julia julie juliette jurgen "
        + "kari karin karl katarzyna katharina kathleen kenneth kevin kimberly klaus krzysztof lars laura lauren lena leonie "
        + "linda lisa lorenzo louise lucas lucia lucie ludwig luis lukas luke magdalena malgorzata manuel marco marcus margaret "
        + "maria marie mario mark markus marta martin martina mary mateusz matthew matthias matti melissa michael michal michel "
        + "michelle miguel mikael mikko monica monika nancy natalia nathalie nicholas nicolas nicole niklas olga oliver olivia "
        + "oscar pablo patricia patrick paul paula pedro peter petra philippe pierre pilar piotr rachel rafael raquel rebecca "
        + "renate richard robert roberto ronald rosa ruth samantha samuel sandra sara sarah sebastian sergio silvia simon sofie "
        + "sophie stefan stefano stephanie stephen steven susan susanne sven tadeusz teresa thomas timothy tomas tomasz torsten "
        + "ulrich ursula valentina valerie vincent walter werner wilhelm william wojciech wolfgang yvonne zofia";

    private static readonly string[] Names = List.Split(' ');

    private static readonly Dictionary<ulong, int> ByHash =
        Names.Select((name, i) => (Hash: StableHash.OfText(Encoding.ASCII.GetBytes(name)), i))
            .ToDictionary(pair => pair.Hash, pair => pair.i);

    public static int Count => Names.Length;

    /// <summary>The cell is one to four words of letters and one of the first two is a first name: Anna Kowalska, Müller, Hans.</summary>
    /// <returns>Which name; -1 where it is none.</returns>
    public static int Find(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 3 or > 60 || cell.Count((byte)' ') > 3)
        {
            return -1;
        }

        var (start, found) = (0, -1);
        for (var at = 0; at <= cell.Length; at++)
        {
            if (at < cell.Length && (char.IsAsciiLetter((char)cell[at]) || cell[at] is >= 0x80))
            {
                continue;
            }

            if (at < cell.Length && cell[at] is not ((byte)' ' or (byte)'-' or (byte)'.' or (byte)'\'' or (byte)','))
            {
                return -1;
            }

            found = found < 0 ? Word(cell[start..at]) : found;
            start = at + 1;
        }

        return found;
    }

    private static int Word(ReadOnlySpan<byte> word)
    {
        Span<byte> lower = stackalloc byte[16];
        return word.Length is >= 3 and <= 16 && Ascii.ToLower(word, lower, out var length) == OperationStatus.Done
            && ByHash.TryGetValue(StableHash.OfText(lower[..length]), out var name)
            ? name
            : -1;
    }
}
