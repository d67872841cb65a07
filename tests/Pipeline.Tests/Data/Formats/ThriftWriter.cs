using System.Text;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

/// <summary>Writes Thrift's compact protocol, so that tests can make Parquet files that no writer makes.</summary>
internal sealed class ThriftWriter
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>Fields with their numbers, null ones left out: int, long, text, bytes, bool, struct, or a list of these.</summary>
    public static byte[] Struct(params (int Id, object? Value)[] fields)
    {
        var writer = new ThriftWriter();
        writer.Fields(fields);
        return writer.ToArray();
    }

    private void Fields((int Id, object? Value)[] fields)
    {
        var before = 0;
        foreach (var (id, value) in fields)
        {
            if (value is null)
            {
                continue;
            }

            _bytes.WriteByte((byte)(((id - before) << 4) | (value is false ? 2 : Type(value))));
            before = id;
            if (value is not bool)
            {
                Write(value);
            }
        }

        _bytes.WriteByte(0);
    }

    private static int Type(object value) => value switch
    {
        bool => 1,
        byte => 3,
        int => 5,
        long => 6,
        string or byte[] => 8,
        object[] => 9,
        _ => 12,
    };

    private void Write(object value)
    {
        switch (value)
        {
            case byte number:
                _bytes.WriteByte(number);
                break;
            case int or long:
                var whole = Convert.ToInt64(value, null);
                Varint((ulong)((whole << 1) ^ (whole >> 63)));
                break;
            case string text:
                Write(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                Varint((ulong)bytes.Length);
                _bytes.Write(bytes);
                break;
            case object[] list:
                var type = list.Length == 0 ? 12 : Type(list[0]);
                _bytes.WriteByte((byte)((Math.Min(list.Length, 15) << 4) | type));
                if (list.Length >= 15)
                {
                    Varint((ulong)list.Length);
                }

                Array.ForEach(list, Write);
                break;
            default:
                Fields(((int, object?)[])value);
                break;
        }
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
