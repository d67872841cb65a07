using System.Collections;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Searches a sample of a column's texts for first names: the first 8,192, then one in 32.</summary>
internal sealed class NameSample
{
    private const int Always = 8_192;
    private const int Sampled = 32;

    private readonly BitArray _different = new(FirstNames.Count);
    private ulong _texts;

    public long Looked { get; private set; }

    public long Found { get; private set; }

    /// <summary>Different first names.</summary>
    public int Different { get; private set; }

    public (string Example, long Row)? First { get; private set; }

    public void Add(ColumnSlice slice, int cell)
    {
        if (++_texts <= Always || _texts % Sampled == 0)
        {
            Look(slice, cell);
        }
    }

    public void Merge(NameSample later)
    {
        _texts += later._texts;
        Looked += later.Looked;
        Found += later.Found;
        First ??= later.First;
        _different.Or(later._different);
        Different = _different.Cast<bool>().Count(seen => seen);
    }

    private void Look(ColumnSlice slice, int cell)
    {
        Looked++;
        var text = slice.Text(cell);
        if (FirstNames.Find(text) is var name and >= 0)
        {
            Found++;
            Different += _different[name] ? 0 : 1;
            _different[name] = true;
            First ??= (MaskedExample.Of(PersonalDataKind.Name, text), slice.Row(cell));
        }
    }
}
