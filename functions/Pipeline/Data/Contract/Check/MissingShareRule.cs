using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>How many cells are without a value, words that stand for none among them.</summary>
/// <param name="words">Texts that stand for no value.</param>
internal sealed class MissingShareRule(BreachFactory breaches, QualityBound bound, IReadOnlyList<string> words) : CellRule(bound)
{
    private readonly Breaches _missing = breaches.Make(ContractCodes.MissingValue, "a value", bound);
    private readonly HashSet<string> _words = [.. words];

    public override IReadOnlyList<Breaches> Found => [_missing];

    public override string OfColumn => ContractCodes.LowFractionPresent;

    public override string What => "missing values";

    public override void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] <= CellForm.Nan || (_words.Count > 0 && IsWord(slice.Text(cell))))
            {
                _missing.Add(slice, cell);
            }
        }
    }

    public override void AddMissing(long rows) => _missing.AddUnplaced(rows);

    private bool IsWord(ReadOnlySpan<byte> text)
    {
        Span<char> room = stackalloc char[128];
        return text.Length <= room.Length
            && Encoding.UTF8.TryGetChars(text, room, out var length)
            && _words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(room[..length]);
    }
}
