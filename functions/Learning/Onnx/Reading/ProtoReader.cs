using System.Buffers.Binary;

namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>Walks the fields of one protobuf message in memory. It goes forward only, never past the end, and into no message by itself.</summary>
/// <remarks>Source: protobuf.dev, Encoding. Groups, which no writer makes any more, are malformed here.</remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int MostVarintBytes = 10;

    private ReadOnlySpan<byte> _left = message;

    public int Field { get; private set; }

    /// <summary>Of a number's field: its 64 bits; 32 of a short one.</summary>
    public ulong Number { get; private set; }

    /// <summary>Of a text, a message, or packed numbers; else empty.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether the field holds <see cref="Content"/>.</summary>
    public bool HasContent { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="MalformedOnnxException">The bytes are no message.</exception>
    public bool Next()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        var tag = Varint(ref _left);
        (Field, Number, HasContent) = ((int)(tag >> 3), 0, false);
        Content = default;
        if (Field <= 0 || tag > uint.MaxValue)
        {
            throw new MalformedOnnxException("a field without a number");
        }

        switch (tag & 7)
        {
            case 0:
                Number = Varint(ref _left);
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                var length = Varint(ref _left);
                Content = Take(length > int.MaxValue ? int.MaxValue : (int)length);
                HasContent = true;
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new MalformedOnnxException($"a field of wire type {tag & 7}");
        }

        return true;
    }

    public static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < MostVarintBytes && i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }

        throw new MalformedOnnxException("a number that does not end");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _left.Length)
        {
            throw new MalformedOnnxException($"a field that is longer than what is left, {_left.Length} bytes");
        }

        var taken = _left[..length];
        _left = _left[length..];
        return taken;
    }
}

/// <summary>The bytes are no protobuf message, or not one of a model.</summary>
internal sealed class MalformedOnnxException(string seen) : Exception($"Seen {seen}; expected the fields of an ONNX model.");
