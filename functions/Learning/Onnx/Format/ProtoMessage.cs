using Google.Protobuf;

namespace ServerlessMlops.Learning.Onnx.Format;

/// <summary>One protobuf message, written field by field; a message inside another is written first, as its length stands before it.</summary>
/// <remarks>Source: protobuf.dev, Encoding. A field of its default value is left out, as in proto3.</remarks>
internal sealed class ProtoMessage
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    public ProtoMessage() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    public ProtoMessage Whole(int field, long value)
    {
        if (value != 0)
        {
            _output.WriteTag(field, WireFormat.WireType.Varint);
            _output.WriteInt64(value);
        }

        return this;
    }

    public ProtoMessage Text(int field, string value) => value.Length == 0 ? this : Each(field, value);

    /// <summary>One element of a repeated field: written also where it is empty.</summary>
    public ProtoMessage Each(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    public ProtoMessage Bytes(int field, byte[] value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
        return this;
    }

    public ProtoMessage Message(int field, ProtoMessage message) => Bytes(field, message.ToBytes());

    /// <summary>A repeated number, packed.</summary>
    public ProtoMessage Wholes(int field, IReadOnlyList<long> values)
    {
        if (values.Count > 0)
        {
            _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            _output.WriteLength(values.Sum(CodedOutputStream.ComputeInt64Size));
            foreach (var value in values)
            {
                _output.WriteInt64(value);
            }
        }

        return this;
    }

    public byte[] ToBytes()
    {
        _output.Flush();
        return _bytes.ToArray();
    }
}
