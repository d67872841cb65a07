namespace ServerlessMlops.Pipeline.Data;

/// <summary>Digits in groups parted by one and the same sign, as numbers of cards and people are printed.</summary>
internal ref struct DigitGroups
{
    public const int MaximumDigits = 32;
    public const int MaximumGroups = 8;

    private readonly Span<byte> _digits;
    private readonly Span<int> _ends;
    private readonly bool _closed;
    private readonly Span<int> _places;

    /// <param name="text">That starts with a digit.</param>
    /// <param name="digits">Room for <see cref="MaximumDigits"/>.</param>
    /// <param name="ends">Room for twice <see cref="MaximumGroups"/>.</param>
    public DigitGroups(ReadOnlySpan<byte> text, Span<byte> digits, Span<int> ends)
    {
        _digits = digits;
        _ends = ends[..MaximumGroups];
        _places = ends[MaximumGroups..];
        var (at, count) = (0, 0);
        while (at < text.Length && count < MaximumDigits && Groups < MaximumGroups)
        {
            while (at < text.Length && count < MaximumDigits && TextUnits.IsDigit(text[at]))
            {
                _digits[count++] = text[at++];
            }

            _ends[Groups] = count;
            _places[Groups++] = at;
            if (at + 1 >= text.Length || !TextUnits.IsDigit(text[at + 1]) || text[at] is not ((byte)' ' or (byte)'-' or (byte)'.')
                || (Groups > 1 && text[at] != Sign))
            {
                break;
            }

            Sign = text[at++];
        }

        _closed = TextUnits.Ends(text, at);
    }

    public int Groups { get; private set; }

    /// <summary>Between the groups; 0 where there is one only.</summary>
    public byte Sign { get; private set; }

    /// <param name="lengths">Of the groups, from the first on; more may follow behind a space.</param>
    public readonly bool Are(params ReadOnlySpan<byte> lengths)
    {
        if (lengths.Length > Groups || !(lengths.Length == Groups ? _closed : Sign == ' '))
        {
            return false;
        }

        var end = 0;
        for (var group = 0; group < lengths.Length; group++)
        {
            end += lengths[group];
            if (_ends[group] != end)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The digits of the first groups.</summary>
    public readonly ReadOnlySpan<byte> First(int groups) => _digits[.._ends[groups - 1]];

    /// <summary>Characters of the first groups, with the signs between them.</summary>
    public readonly int Length(int groups) => _places[groups - 1];
}
