using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Lengths and shapes of the texts of one column. Shapes are taken of every cell at first, and of one in 32 later.</summary>
/// <param name="places">See <see cref="FrequentItems"/>.</param>
internal sealed class TextSketch(int places)
{
    private const int Always = 8_192;
    private const int Sampled = 32;
    private const int ShapeBytes = 24;

    private readonly FrequentItems _shapes = new(places);
    private readonly ulong[] _hash = new ulong[1];
    private long _count;
    private long _bytes;
    private int _min = int.MaxValue;
    private int _max;

    public void Add(ReadOnlySpan<byte> text)
    {
        _count++;
        _bytes += text.Length;
        _min = Math.Min(_min, text.Length);
        _max = Math.Max(_max, text.Length);
        if (_count > Always && _count % Sampled != 0)
        {
            return;
        }

        Span<byte> room = stackalloc byte[2 * ShapeBytes];
        var shape = room[..Shape(text, room)].ToArray();
        _hash[0] = StableHash.OfText(shape);
        _shapes.Add(_hash, _ => Encoding.UTF8.GetString(shape));
    }

    /// <summary>Bytes that the different texts have at most, where there are so many of them.</summary>
    public long MostBytes(long distinct) => Math.Min(_bytes, distinct * _max);

    public LengthProfile? Lengths() => _count == 0 ? null : new LengthProfile(_min, _bytes / (double)_count, _max);

    /// <summary>The most frequent shapes with their share of the cells looked at, scaled to all of them.</summary>
    public IReadOnlyList<ValueCount> Patterns(int most)
    {
        var looked = _count <= Always ? _count : Always + ((_count - Always) / Sampled);
        return [.. _shapes.Top(most).Select(shape => new ValueCount(shape.Text, (long)Math.Round(shape.Count * (double)_count / looked)))];
    }

    /// <summary>Letters become A and a, digits 9, other characters stay; a run of one kind becomes one with a plus.</summary>
    private static int Shape(ReadOnlySpan<byte> text, Span<byte> shape)
    {
        var length = 0;
        byte before = 0;
        foreach (var unit in text)
        {
            var kind = Kind(unit);
            if (kind == before && kind is (byte)'A' or (byte)'a' or (byte)'9')
            {
                if (shape[length - 1] != '+')
                {
                    shape[length++] = (byte)'+';
                }

                continue;
            }

            before = kind;
            shape[length++] = kind;
            if (length >= (2 * ShapeBytes) - 4)
            {
                "…"u8.CopyTo(shape[length..]);
                return length + 3;
            }
        }

        return length;
    }

    private static byte Kind(byte unit) => unit switch
    {
        >= (byte)'0' and <= (byte)'9' => (byte)'9',
        >= (byte)'A' and <= (byte)'Z' => (byte)'A',
        >= (byte)'a' and <= (byte)'z' or >= 0x80 => (byte)'a',
        _ => unit,
    };
}
