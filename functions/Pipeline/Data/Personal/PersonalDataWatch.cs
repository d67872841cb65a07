namespace ServerlessMlops.Pipeline.Data;

/// <summary>Searches one column for personal data as it goes by. Of the cells nothing is kept but counts and masked examples.</summary>
/// <remarks>
/// Texts are searched, and whole numbers of nine digits or more; decimals, dates and truth values only where the column's name asks for it.
/// A text that was searched in vain is not searched again while its hash is remembered: most columns have few values.
/// </remarks>
internal sealed class PersonalDataWatch(string column) : ISliceConsumer
{
    private const double NineDigits = 1e8;
    private const int InVain = 256;
    private const int FewestUnits = 6;

    private readonly PersonalForm? _named = HeaderWords.Of(column) is { } form && PersonalForms.IsNamed(form) ? form : null;
    private ulong[]? _inVain;

    public string Column => column;

    public PersonalMarks Marks { get; } = new();

    public NameSample Names { get; } = new();

    /// <summary>Cells with a value.</summary>
    public long Present { get; private set; }

    public void Add(ColumnSlice slice)
    {
        var forms = slice.Forms.AsSpan(0, slice.Count);
        for (var cell = 0; cell < forms.Length; cell++)
        {
            var form = forms[cell];
            if (form <= CellForm.Nan)
            {
                continue;
            }

            Present++;
            if (form == CellForm.Text)
            {
                AddText(slice, cell);
            }
            else if (_named is not null || form == CellForm.Code || (form == CellForm.Whole && slice.Numbers[cell] >= NineDigits))
            {
                AddNumber(slice, cell, form);
            }
        }
    }

    /// <summary>Adds what was found in a later part of the same column.</summary>
    public void Merge(PersonalDataWatch later)
    {
        Present += later.Present;
        Marks.Merge(later.Marks);
        Names.Merge(later.Names);
    }

    private void AddText(ColumnSlice slice, int cell)
    {
        Names.Add(slice, cell);
        var hash = slice.Hashes[cell];
        var place = (int)hash & (InVain - 1);
        if (_inVain is not null && _inVain[place] == hash)
        {
            return;
        }

        var text = slice.Text(cell);
        Marks.BeginCell(slice.Row(cell));
        if (text.Length >= FewestUnits)
        {
            CellSearch.Read(text, Marks);
        }

        AddNamed(text, double.NaN);
        if (!Marks.EndCell(hash))
        {
            (_inVain ??= new ulong[InVain])[place] = hash;
        }
    }

    private void AddNumber(ColumnSlice slice, int cell, CellForm form)
    {
        var text = slice.Text(cell);
        Marks.BeginCell(slice.Row(cell));
        if (form is CellForm.Whole or CellForm.Code && text.Length >= FewestUnits)
        {
            AddDigits(text);
        }

        AddNamed(text, form == CellForm.Date ? slice.Numbers[cell] : double.NaN);
        Marks.EndCell(slice.Hashes[cell]);
    }

    private void AddDigits(ReadOnlySpan<byte> text)
    {
        if (text[0] == '+')
        {
            CellSearch.Read(text, Marks);
        }
        else if (!text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            PrintedNumbers.Whole(text, Marks);
        }
    }

    private void AddNamed(ReadOnlySpan<byte> text, double days)
    {
        if (_named is { } form && NamedCell.Fits(form, text, days))
        {
            Marks.Add(form, true, text);
        }
    }
}
