using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether texts match a pattern somewhere; <c>^</c> and <c>$</c> hold it to the whole.</summary>
internal sealed class PatternRule : CellRule
{
    private readonly Regex _pattern;
    private readonly VerdictCache _known = new();
    private readonly Breaches _others;
    private char[] _room = new char[256];

    public PatternRule(string pattern, QualityBound bound, BreachFactory breaches)
        : base(bound)
    {
        _pattern = CellPattern.Compile(pattern);
        _others = breaches.Make(ContractCodes.PatternMismatch, $"the pattern {pattern}", bound);
    }

    public override IReadOnlyList<Breaches> Found => [_others];

    public override string OfColumn => ContractCodes.TooManyInvalid;

    public override string What => "values that do not match the pattern";

    public override void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] > CellForm.Nan && !Passes(slice, cell))
            {
                _others.Add(slice, cell);
            }
        }
    }

    private bool Passes(ColumnSlice slice, int cell)
    {
        // Only texts have hashes of their own: 1 and 1.0 share one.
        var isText = slice.Forms[cell] == CellForm.Text;
        if (isText && _known.TryGet(slice.Hashes[cell], out var passed))
        {
            return passed;
        }

        passed = Matches(slice.Text(cell));
        if (isText)
        {
            _known.Set(slice.Hashes[cell], passed);
        }

        return passed;
    }

    private bool Matches(ReadOnlySpan<byte> text)
    {
        if (text.Length > CellPattern.MaximumCell)
        {
            return false;
        }

        if (_room.Length < text.Length)
        {
            _room = new char[text.Length];
        }

        return _pattern.IsMatch(_room.AsSpan(0, Encoding.UTF8.GetChars(text, _room)));
    }
}
