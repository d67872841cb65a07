namespace ServerlessMlops.Pipeline.Data;

/// <summary>Texts are neither too short nor too long, in characters (Unicode code points).</summary>
internal sealed class LengthRule : CellRule
{
    private readonly int _shortest;
    private readonly int _longest;
    private readonly Breaches _tooShort;
    private readonly Breaches _tooLong;

    public LengthRule(int? shortest, int? longest, BreachFactory breaches)
        : base(QualityBound.None)
    {
        (_shortest, _longest) = (shortest ?? 0, longest ?? int.MaxValue);
        _tooShort = breaches.Make(ContractCodes.TooShort, $"{_shortest} or more characters", Bound);
        _tooLong = breaches.Make(ContractCodes.TooLong, $"at most {_longest} characters", Bound);
    }

    public override IReadOnlyList<Breaches> Found => [_tooShort, _tooLong];

    public override void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] <= CellForm.Nan)
            {
                continue;
            }

            var text = slice.Text(cell);
            if (text.Length > _longest && Characters(text) > _longest)
            {
                _tooLong.Add(slice, cell);
            }
            else if (Characters(text) < _shortest)
            {
                _tooShort.Add(slice, cell);
            }
        }
    }

    /// <summary>Every byte of UTF-8 begins a character, but those that continue one.</summary>
    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
