using System.Numerics;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What was found in one column so far: counts and masked examples, no values.</summary>
internal sealed class PersonalMarks
{
    /// <summary>Different values of a form that the evidence rests on; more of them prove no more.</summary>
    private const int Remembered = 1_024;

    private readonly long[] _valid = new long[PersonalForms.Count];
    private readonly (string Example, long Row)[] _first = new (string, long)[PersonalForms.Count];
    private readonly long[] _shaped = new long[PersonalForms.Count];
    private readonly Dictionary<ulong, (uint Shaped, uint Valid)> _different = [];
    private readonly int[] _differentShaped = new int[PersonalForms.Count];
    private readonly int[] _differentValid = new int[PersonalForms.Count];
    private uint _sought = uint.MaxValue;
    private uint _shapedHere;
    private uint _validHere;
    private long _row;

    public void BeginCell(long row) => (_shapedHere, _validHere, _row) = (0, 0, row);

    /// <summary>Text in the cell has the outline of a form.</summary>
    /// <param name="valid">And passes its check.</param>
    public void Add(PersonalForm form, bool valid, ReadOnlySpan<byte> text)
    {
        var bit = 1u << (int)form;
        _shapedHere |= bit;
        if (!valid)
        {
            return;
        }

        _validHere |= bit;
        if (_valid[(int)form] == 0 && _first[(int)form].Example is null)
        {
            _first[(int)form] = (MaskedExample.Of(PersonalForms.Kind(form), text), _row);
        }
    }

    /// <summary>Counts the cell once for each form, however often it holds one.</summary>
    /// <param name="hash">Of the cell, so that a value that is repeated is no more evidence than once.</param>
    /// <returns>False where nothing was found.</returns>
    public bool EndCell(ulong hash)
    {
        if (_shapedHere == 0)
        {
            return false;
        }

        for (var rest = _shapedHere; rest != 0; rest &= rest - 1)
        {
            var form = BitOperations.TrailingZeroCount(rest);
            _shaped[form]++;
            _valid[form] += (_validHere >> form) & 1;
        }

        Remember(hash, _shapedHere, _validHere);
        return true;
    }

    public long Valid(PersonalForm form) => _valid[(int)form];

    /// <summary>Estimated cells that hold one, chance taken off.</summary>
    public double Real(PersonalForm form) => Evidence.Real(_valid[(int)form], _shaped[(int)form], PersonalForms.Chance(form));

    /// <summary>Null where none was found.</summary>
    public (string Example, long Row)? First(PersonalForm form) => _valid[(int)form] == 0 ? null : _first[(int)form];

    public bool IsProven(PersonalForm form) =>
        Evidence.IsEnough(_differentValid[(int)form], _differentShaped[(int)form], PersonalForms.Chance(form));

    /// <summary>Adds what was found in a later part of the column.</summary>
    public void Merge(PersonalMarks later)
    {
        for (var form = 0; form < _valid.Length; form++)
        {
            _first[form] = _valid[form] > 0 ? _first[form] : later._first[form];
            _valid[form] += later._valid[form];
            _shaped[form] += later._shaped[form];
        }

        foreach (var (hash, seen) in later._different)
        {
            Remember(hash, seen.Shaped, seen.Valid);
        }
    }

    private void Remember(ulong hash, uint shaped, uint valid)
    {
        if ((shaped & _sought) == 0 || !_different.TryAdd(hash, (shaped, valid)))
        {
            return;
        }

        for (var rest = shaped & _sought; rest != 0; rest &= rest - 1)
        {
            var form = BitOperations.TrailingZeroCount(rest);
            _differentValid[form] += (int)(valid >> form) & 1;
            _sought &= ++_differentShaped[form] == Remembered ? ~(1u << form) : uint.MaxValue;
        }
    }
}
