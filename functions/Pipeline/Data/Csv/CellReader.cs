using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Tells what the text of a cell looks like; see <see cref="CellForm"/>.</summary>
internal static class CellReader
{
    private static readonly double[] PowersOfTen =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Leaves white space at both ends out, as <see cref="string.Trim()"/> does.</summary>
    /// <param name="lead">Bytes left out at the start.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell, out int lead)
    {
        lead = 0;
        if (cell.IsEmpty || (IsInk(cell[0]) && IsInk(cell[^1])))
        {
            return cell;
        }

        while (Rune.DecodeFromUtf8(cell, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune))
        {
            lead += length;
            cell = cell[length..];
        }

        while (Rune.DecodeLastFromUtf8(cell, out var rune, out var length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune))
        {
            cell = cell[..^length];
        }

        return cell;
    }

    /// <param name="cell">Without white space around it.</param>
    /// <param name="number">See <see cref="ColumnSlice.Numbers"/>.</param>
    /// <param name="hash">See <see cref="ColumnSlice.Hashes"/>.</param>
    public static CellForm Read(ReadOnlySpan<byte> cell, out double number, out ulong hash)
    {
        number = double.NaN;
        hash = 0;
        if (cell.IsEmpty)
        {
            return CellForm.Missing;
        }

        var form = TryShort(cell, ref number);
        if (form == CellForm.Text)
        {
            form = (uint)(cell[0] - '+') <= '9' - '+' ? ReadLikeNumber(cell, ref number) : ReadWord(cell, ref number);
        }

        hash = form switch
        {
            CellForm.Missing or CellForm.Nan => 0,
            CellForm.Text or CellForm.Code or CellForm.NotFinite => StableHash.OfText(cell),
            _ => StableHash.Of(number == 0 ? 0.0 : number),
        };
        return form;
    }

    /// <summary>The common case: up to 15 digits and a point, which a division of two exact numbers rounds right; Text for anything else.</summary>
    /// <remarks>Clinger 1990, "How to read floating point numbers accurately": both the digits and the power of ten fit in 53 bits.</remarks>
    private static CellForm TryShort(ReadOnlySpan<byte> cell, ref double number)
    {
        var i = cell[0] == '-' ? 1 : 0;
        var first = i;
        if ((uint)(cell.Length - i - 1) > 15)
        {
            return CellForm.Text;
        }

        long digits = 0;
        var point = -1;
        for (; i < cell.Length; i++)
        {
            var digit = (uint)cell[i] - '0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (cell[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return CellForm.Text;
            }
        }

        var count = cell.Length - first - (point < 0 ? 0 : 1);
        if ((uint)(count - 1) > 14)
        {
            return CellForm.Text;
        }

        var magnitude = point < 0 ? digits : digits / PowersOfTen[cell.Length - 1 - point];
        number = first == 1 ? -magnitude : magnitude;
        return point >= 0 ? CellForm.Decimal : cell[0] == '0' && count > 1 ? CellForm.Code : CellForm.Whole;
    }

    /// <summary>Starts with a digit, a sign, a point or a comma.</summary>
    private static CellForm ReadLikeNumber(ReadOnlySpan<byte> cell, ref double number)
    {
        if (cell.Length > DataLimits.NumberCharacters || System.Text.Ascii.IsValid(cell) == false)
        {
            return CellForm.Text;
        }

        if (TryDay(cell, ref number))
        {
            return CellForm.Date;
        }

        Span<char> text = stackalloc char[cell.Length];
        text = text[..Encoding.ASCII.GetChars(cell, text)];
        if (Cell.TryDate(text, out var days))
        {
            number = days;
            return CellForm.Date;
        }

        if (Cell.TryNumber(text, decimalComma: false, out var value))
        {
            number = double.IsFinite(value) ? value : double.NaN;
            return !double.IsFinite(value) ? CellForm.NotFinite
                : text.ContainsAny('.', 'e', 'E') ? CellForm.Decimal
                : Cell.LooksLikeCode(text) ? CellForm.Code : CellForm.Whole;
        }

        if (Cell.HasDecimalComma(text) && Cell.TryNumber(text, decimalComma: true, out value))
        {
            number = double.IsFinite(value) ? value : double.NaN;
            return !double.IsFinite(value) ? CellForm.NotFinite : Cell.CouldBeThousands(text) ? CellForm.CommaOrThousands : CellForm.Comma;
        }

        return CellForm.Text;
    }

    /// <summary>The common date, yyyy-MM-dd, without a copy of its text.</summary>
    private static bool TryDay(ReadOnlySpan<byte> cell, ref double days)
    {
        if (cell.Length != 10 || cell[4] != '-' || cell[7] != '-'
            || !TryDigits(cell[..4], out var year) || !TryDigits(cell[5..7], out var month) || !TryDigits(cell[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if ((uint)(digit - '0') > 9)
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }

    private static CellForm ReadWord(ReadOnlySpan<byte> cell, ref double number)
    {
        if (cell.Length > 9)
        {
            return CellForm.Text;
        }

        Span<char> text = stackalloc char[9];
        if (!Encoding.UTF8.TryGetChars(cell, text, out var length))
        {
            return CellForm.Text;
        }

        text = text[..length];
        if (MissingTokens.Match(text))
        {
            return MissingTokens.IsNan(text) ? CellForm.Nan : CellForm.Missing;
        }

        if (Cell.TryTrueFalse(text, out var truth))
        {
            number = truth ? 1 : 0;
            return CellForm.TrueFalse;
        }

        return Cell.TryNumber(text, decimalComma: false, out _) ? CellForm.NotFinite : CellForm.Text;
    }

    private static bool IsInk(byte unit) => unit is > 0x20 and < 0x80;
}
