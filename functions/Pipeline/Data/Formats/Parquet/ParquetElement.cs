using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>One element of a Parquet schema.</summary>
internal struct ParquetElement
{
    private const int LongestFixed = 1 << 16;
    private const int LongestName = 1_000;
    private const int MostDigits = 76;

    private int _physical;
    private int _length;
    private int _repetition;
    private int _converted;
    private int _logical;
    private int _scale;
    private int _unit;
    private int _bits;
    private bool _signed;

    public string Name { get; private set; }

    public int Children { get; private set; }

    /// <param name="reader">At the start of the element.</param>
    public static ParquetElement Read(ref ThriftReader reader)
    {
        var element = new ParquetElement { _physical = -1, _converted = -1, Name = "" };
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element._physical = reader.Int32();
                    break;
                case 2:
                    element._length = reader.Int32();
                    break;
                case 3:
                    element._repetition = reader.Int32();
                    break;
                case 4:
                    var name = reader.Binary();
                    element.Name = Encoding.UTF8.GetString(name[..Math.Min(name.Length, LongestName)]).Replace('\0', '\u2400');
                    break;
                case 5:
                    element.Children = reader.Int32();
                    break;
                case 6:
                    element._converted = reader.Int32();
                    break;
                case 7:
                    element._scale = reader.Int32();
                    break;
                case 10 when type == ThriftType.Struct:
                    element.ReadLogical(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    /// <returns>Null, with the reason, for what cannot be a column of a table.</returns>
    public readonly ParquetColumn? ToColumn(int leaf, out string reason)
    {
        reason = Children > 0 ? "a nested column" : _repetition == 2 ? "a repeated column" : Unreadable();
        if (reason.Length > 0)
        {
            return null;
        }

        return new ParquetColumn(Name, leaf, (ParquetPhysical)_physical, _length, Kind()!.Value, _scale, _repetition == 1);
    }

    private readonly string Unreadable()
    {
        if (_physical is < 0 or > (int)ParquetPhysical.FixedBytes)
        {
            return $"of the unknown physical type {_physical}";
        }

        if ((ParquetPhysical)_physical == ParquetPhysical.FixedBytes && _length is < 1 or > LongestFixed)
        {
            return $"of values of {_length} bytes";
        }

        return Kind() is null ? $"of bytes without a known meaning (logical type {_logical}, converted type {_converted})" : "";
    }

    private readonly ParquetKind? Kind() => (ParquetPhysical)_physical switch
    {
        ParquetPhysical.Boolean => ParquetKind.Boolean,
        ParquetPhysical.Int32 or ParquetPhysical.Int64 => IntegerKind(),
        ParquetPhysical.Int96 => ParquetKind.Julian,
        ParquetPhysical.Float or ParquetPhysical.Double => ParquetKind.Real,
        _ when IsDecimal => _scale is >= 0 and <= MostDigits ? ParquetKind.Scaled : null,
        ParquetPhysical.Bytes when _logical is 0 or 1 or 4 or 11 or 12 && _converted is -1 or 0 or 4 or 19 => ParquetKind.Text,
        ParquetPhysical.FixedBytes when _logical == 14 && _length == 16 => ParquetKind.Uuid,
        ParquetPhysical.FixedBytes when _logical == 15 && _length == 2 => ParquetKind.Half,
        _ => null,
    };

    private readonly bool IsDecimal => _logical == 5 || (_logical == 0 && _converted == 5);

    private readonly ParquetKind? IntegerKind() => (_logical, _converted) switch
    {
        (5, _) or (0, 5) => _scale is >= 0 and <= MostDigits ? ParquetKind.Scaled : null,
        (6, _) or (0, 6) => ParquetKind.Days,
        (7, _) => _unit is >= 1 and <= 3 ? ParquetKind.TimeMillis + (_unit - 1) : null,
        (8, _) => _unit is >= 1 and <= 3 ? ParquetKind.TimestampMillis + (_unit - 1) : null,
        (10, _) => _signed ? ParquetKind.Signed : _bits == 64 ? ParquetKind.Unsigned64 : ParquetKind.Unsigned32,
        (0, 7) => ParquetKind.TimeMillis,
        (0, 8) => ParquetKind.TimeMicros,
        (0, 9) => ParquetKind.TimestampMillis,
        (0, 10) => ParquetKind.TimestampMicros,
        (0, >= 11 and <= 13) => ParquetKind.Unsigned32,
        (0, 14) => ParquetKind.Unsigned64,
        (0 or 11, -1 or (>= 15 and <= 18)) => ParquetKind.Signed,
        _ => null,
    };

    private void ReadLogical(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            _logical = id;
            if (id is 5 or 7 or 8 or 10 && type == ThriftType.Struct)
            {
                ReadParameters(ref reader);
            }
            else
            {
                reader.Skip(type);
            }
        }
    }

    private void ReadParameters(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (_logical, id, type)
            {
                case (5, 1, ThriftType.Int32):
                    _scale = reader.Int32();
                    break;
                case (7 or 8, 2, ThriftType.Struct):
                    var unit = 0;
                    while (reader.NextField(ref unit, out var empty))
                    {
                        _unit = unit;
                        reader.Skip(empty);
                    }

                    break;
                case (10, 1, ThriftType.Byte):
                    _bits = reader.Byte();
                    break;
                case (10, 2, _):
                    _signed = type == ThriftType.True;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
