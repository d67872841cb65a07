using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    private readonly ulong[] _inVain = new ulong[InVain];

    public string Column => column;

    public PersonalMarks Marks { get; } = new();

    public NameSample Names { get; } = new();

    /// <summary>Cells with a value.</summary>
    public long Present { get; private set; }

    public void Add(ColumnSlice slice)
    {
        var forms = MemoryMarshal.AsBytes(slice.Forms.AsSpan(0, slice.Count));
        Present += slice.Count - forms.Count((byte)CellForm.Missing) - forms.Count((byte)CellForm.Nan);
        if (forms.Contains((byte)CellForm.Text))
        {
            AddTexts(slice);
        }

        if (_named is not null || forms.IndexOfAny((byte)CellForm.Whole, (byte)CellForm.Code) >= 0)
        {
            AddNumbers(slice);
        }
    }

    /// <summary>Adds what was found in a later part of the same column.</summary>
    public void Merge(PersonalDataWatch later)
    {
        Present += later.Present;
        Marks.Merge(later.Marks);
        Names.Merge(later.Names);
    }

    private void AddTexts(ColumnSlice slice)
    {
        var (forms, hashes) = (slice.Forms, slice.Hashes);
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (forms[cell] != CellForm.Text)
            {
                continue;
            }

            Names.Add(slice, cell);
            ref var inVain = ref _inVain[(int)hashes[cell] & (InVain - 1)];
            if (inVain != hashes[cell])
            {
                inVain = AddText(slice, cell) ? inVain : hashes[cell];
            }
        }
    }

    private bool AddText(ColumnSlice slice, int cell)
    {
        var text = slice.Text(cell);
        if (_named is null && !CellSearch.CanHold(text))
        {
            return false;
        }

        Marks.BeginCell(slice.Row(cell));
        CellSearch.Read(text, Marks);

        AddNamed(text, double.NaN);
        return Marks.EndCell(slice.Hashes[cell]);
    }

    private void AddNumbers(ColumnSlice slice)
    {
        var (forms, numbers) = (slice.Forms, slice.Numbers);
        var codes = MemoryMarshal.AsBytes(forms.AsSpan(0, slice.Count)).Contains((byte)CellForm.Code);
        if (_named is null && !codes && !AnyLarge(numbers.AsSpan(0, slice.Count)))
        {
            return;
        }

        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (numbers[cell] >= NineDigits || forms[cell] == CellForm.Code || _named is not null)
            {
                AddNumber(slice, cell, forms[cell]);
            }
        }
    }

    private static bool AnyLarge(ReadOnlySpan<double> numbers)
    {
        var large = Vector256<double>.Zero;
        for (; numbers.Length >= Vector256<double>.Count; numbers = numbers[Vector256<double>.Count..])
        {
            large |= Vector256.GreaterThanOrEqual(Vector256.Create(numbers), Vector256.Create(NineDigits));
        }

        // A mask of ones is no number: it is compared as bits.
        var any = large.AsUInt64() != Vector256<ulong>.Zero;
        foreach (var number in numbers)
        {
            any |= number >= NineDigits;
        }

        return any;
    }

    private void AddNumber(ColumnSlice slice, int cell, CellForm form)
    {
        if (form is CellForm.Text or <= CellForm.Nan || (_named is null && form is not (CellForm.Whole or CellForm.Code)))
        {
            return;
        }

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
