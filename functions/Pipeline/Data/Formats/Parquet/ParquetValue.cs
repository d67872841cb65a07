using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a stored value is as a cell.</summary>
internal static class ParquetValue
{
    /// <summary>Bytes of the longest text that is written.</summary>
    public const int Room = 128;

    /// <summary>Integers up to it are doubles too; beyond, a cell keeps its digits as text.</summary>
    private const long Exact = 1L << 53;

    private const int ExactScale = 22;
    private const int MostDecimalBytes = 32;
    private const long JulianEpoch = 2_440_588;

    private static readonly long FirstDay = (DateTime.MinValue - DateTime.UnixEpoch).Days;
    private static readonly long LastDay = (DateTime.MaxValue - DateTime.UnixEpoch).Days;

    private static readonly double[] PowersOfTen =
        [.. Enumerable.Range(0, ExactScale + 1).Select(i => double.Parse($"1e{i}", CultureInfo.InvariantCulture))];

    /// <param name="raw">As <see cref="PageValues.TryRead"/> gives it.</param>
    /// <param name="bytes">The value itself where it is bytes.</param>
    /// <param name="room">Gets the cell's text where the number would not give it.</param>
    /// <param name="written">Bytes of that text; 0 where there is none.</param>
    public static CellForm Read(
        ParquetColumn column, long raw, ReadOnlySpan<byte> bytes, Span<byte> room, out double number, out ulong hash, out int written)
    {
        var form = Read(column, raw, bytes, room, out number, out written);
        hash = form switch
        {
            CellForm.Missing or CellForm.Nan => 0,
            CellForm.Text or CellForm.NotFinite => StableHash.OfText(room[..written]),
            _ => StableHash.Of(number == 0 ? 0.0 : number),
        };
        return form;
    }

    private static CellForm Read(
        ParquetColumn column, long raw, ReadOnlySpan<byte> bytes, Span<byte> room, out double number, out int written)
    {
        (number, written) = (raw, 0);
        switch (column.Kind)
        {
            case ParquetKind.Signed:
                return raw is >= -Exact and <= Exact ? CellForm.Whole : Digits(raw, room, out written);
            case ParquetKind.Real:
                return Real(BitConverter.Int64BitsToDouble(raw), room, out number, out written);
            case ParquetKind.Boolean:
                return CellForm.TrueFalse;
            case ParquetKind.Unsigned32:
                number = (uint)raw;
                return CellForm.Whole;
            case ParquetKind.Unsigned64:
                number = (ulong)raw;
                return (ulong)raw <= Exact ? CellForm.Whole : Digits((ulong)raw, room, out written);
            case ParquetKind.Half:
                return Real((double)BinaryPrimitives.ReadHalfLittleEndian(bytes), room, out number, out written);
            case ParquetKind.Scaled:
                return Scaled(column, raw, bytes, room, out number, out written);
            case ParquetKind.Days:
                return raw >= FirstDay && raw <= LastDay ? CellForm.Date : NoDate(raw, room, out number, out written);
            case ParquetKind.TimestampMillis:
                return Instant(raw, TimeSpan.TicksPerMillisecond, 1, room, out number, out written);
            case ParquetKind.TimestampMicros:
                return Instant(raw, TimeSpan.TicksPerMicrosecond, 1, room, out number, out written);
            case ParquetKind.TimestampNanos:
                return Instant(raw, 1, TimeSpan.NanosecondsPerTick, room, out number, out written);
            case ParquetKind.Julian:
                var day = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) - JulianEpoch;
                var nanos = BinaryPrimitives.ReadInt64LittleEndian(bytes);
                return day >= FirstDay && day <= LastDay
                    ? Instant((day * TimeSpan.TicksPerDay) + (nanos / TimeSpan.NanosecondsPerTick), 1, 1, room, out number, out written)
                    : NoDate(day, room, out number, out written);
            case ParquetKind.TimeMillis:
                return Time(raw, TimeSpan.TicksPerMillisecond, 1, room, out number, out written);
            case ParquetKind.TimeMicros:
                return Time(raw, TimeSpan.TicksPerMicrosecond, 1, room, out number, out written);
            case ParquetKind.TimeNanos:
                return Time(raw, 1, TimeSpan.NanosecondsPerTick, room, out number, out written);
            default:
                number = double.NaN;
                new Guid(bytes, bigEndian: true).TryFormat(room, out written);
                return CellForm.Text;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CellForm Real(double value, Span<byte> room, out double number, out int written)
    {
        (number, written) = (value, 0);
        if (double.IsFinite(value))
        {
            return CellForm.Decimal;
        }

        number = double.NaN;
        if (double.IsNaN(value))
        {
            return CellForm.Nan;
        }

        written = Encoding.UTF8.GetBytes(value > 0 ? "Infinity" : "-Infinity", room);
        return CellForm.NotFinite;
    }

    private static CellForm Scaled(
        ParquetColumn column, long raw, ReadOnlySpan<byte> bytes, Span<byte> room, out double number, out int written)
    {
        written = 0;
        if (bytes.Length > MostDecimalBytes)
        {
            number = double.NaN;
            written = Encoding.UTF8.GetBytes($"a decimal of {bytes.Length} bytes", room);
            return CellForm.NotFinite;
        }

        var form = column.Scale > 0 ? CellForm.Decimal : CellForm.Whole;
        var digits = column.IsPlaced ? new BigInteger(bytes, isBigEndian: true) : raw;
        if (digits >= -Exact && digits <= Exact && column.Scale <= ExactScale)
        {
            // Both are exact, so that the quotient is the double nearest to the decimal, as of its text.
            number = (double)digits / PowersOfTen[column.Scale];
            return form;
        }

        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(column.Scale + 1, '0');
        text = (digits.Sign < 0 ? "-" : "") + (column.Scale > 0 ? text[..^column.Scale] + "." + text[^column.Scale..] : text);
        number = double.Parse(text, CultureInfo.InvariantCulture);
        written = Encoding.UTF8.GetBytes(text, room);
        return form;
    }

    private static CellForm Instant(long raw, long times, long divided, Span<byte> room, out double number, out int written)
    {
        written = 0;
        var ticks = (long)Int128.Clamp((Int128)raw * times / divided, long.MinValue, long.MaxValue);
        number = ticks / (double)TimeSpan.TicksPerDay;
        return ticks >= FirstDay * TimeSpan.TicksPerDay && ticks < (LastDay + 1) * TimeSpan.TicksPerDay
            ? CellForm.Date
            : NoDate(raw, room, out number, out written);
    }

    private static CellForm Time(long raw, long times, long divided, Span<byte> room, out double number, out int written)
    {
        number = double.NaN;
        var ticks = (Int128)raw * times / divided;
        if (ticks < 0 || ticks >= TimeSpan.TicksPerDay)
        {
            return NoDate(raw, room, out number, out written);
        }

        new TimeOnly((long)ticks).TryFormat(room, out written, "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return CellForm.Text;
    }

    /// <summary>Beyond the years 1 to 9999: the stored number, as text, which is then found not to be a date.</summary>
    private static CellForm NoDate(long raw, Span<byte> room, out double number, out int written)
    {
        number = double.NaN;
        raw.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        return CellForm.Text;
    }

    private static CellForm Digits<T>(T value, Span<byte> room, out int written)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        return CellForm.Whole;
    }
}
