using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The two compressions that are nothing but new bytes and copies of earlier ones. Both write straight into the page.</summary>
internal static class CopyCodecs
{
    private const int Wide = 16;

    /// <summary>Snappy: https://github.com/google/snappy/blob/main/format_description.txt.</summary>
    /// <returns>False where the bytes do not make exactly the page.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TrySnappy(ReadOnlySpan<byte> from, Span<byte> page)
    {
        var (at, to) = (0, 0);
        if (!TryVarint(from, ref at, out var told) || told != (uint)page.Length)
        {
            return false;
        }

        while (at < from.Length)
        {
            var tag = from[at++];
            var bytes = (tag & 3) switch { 0 => tag < 60 << 2 ? 0 : (tag >> 2) - 59, 3 => 4, var kind => kind };
            if (bytes > from.Length - at)
            {
                return false;
            }

            var number = Number(from.Slice(at, bytes));
            at += bytes;
            var isSound = (tag & 3) switch
            {
                0 => TryTake(from, ref at, (bytes == 0 ? (uint)tag >> 2 : number) + 1, page, ref to),
                1 => TryRepeat(page, ref to, number | ((uint)(tag >> 5) << 8), ((tag >> 2) & 7) + 4),
                _ => TryRepeat(page, ref to, number, (tag >> 2) + 1),
            };
            if (!isSound)
            {
                return false;
            }
        }

        return to == page.Length;
    }

    /// <summary>One LZ4 block: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md.</summary>
    /// <returns>False where the bytes do not make exactly the page.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryLz4(ReadOnlySpan<byte> from, Span<byte> page)
    {
        var (at, to) = (0, 0);
        while (at < from.Length)
        {
            var token = from[at++];
            if (!TryLength(from, ref at, token >> 4, out var literals) || !TryTake(from, ref at, (uint)literals, page, ref to))
            {
                return false;
            }

            if (at == from.Length)
            {
                break;
            }

            if (from.Length - at < 2)
            {
                return false;
            }

            uint offset = BinaryPrimitives.ReadUInt16LittleEndian(from[at..]);
            at += 2;
            if (!TryLength(from, ref at, token & 15, out var match) || !TryRepeat(page, ref to, offset, match + 4))
            {
                return false;
            }
        }

        return to == page.Length;
    }

    /// <summary>New bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTake(ReadOnlySpan<byte> from, ref int at, uint length, Span<byte> page, ref int to)
    {
        if (length > (uint)(from.Length - at) || length > (uint)(page.Length - to))
        {
            return false;
        }

        if (length <= Wide && from.Length - at >= Wide && page.Length - to >= Wide)
        {
            // Bytes behind the length are written over by what follows, or are found missing at the end.
            Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)at)
                .StoreUnsafe(ref MemoryMarshal.GetReference(page), (nuint)to);
        }
        else
        {
            from.Slice(at, (int)length).CopyTo(page[to..]);
        }

        at += (int)length;
        to += (int)length;
        return true;
    }

    /// <summary>Bytes written before; where they reach into themselves they are a pattern that goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRepeat(Span<byte> page, ref int to, uint offset, int length)
    {
        if (offset == 0 || offset > (uint)to || length > page.Length - to)
        {
            return false;
        }

        var start = to - (int)offset;
        if (length <= Wide && offset >= Wide && page.Length - to >= Wide)
        {
            ref var first = ref MemoryMarshal.GetReference(page);
            Vector128.LoadUnsafe(ref first, (nuint)start).StoreUnsafe(ref first, (nuint)to);
            to += length;
            return true;
        }

        // What was repeated is there to be repeated again: twice as much at each step.
        for (var left = length; left > 0;)
        {
            var some = Math.Min(left, to - start);
            page.Slice(start, some).CopyTo(page[to..]);
            to += some;
            left -= some;
        }

        return true;
    }

    private static bool TryLength(ReadOnlySpan<byte> from, ref int at, int start, out int length)
    {
        length = start;
        if (start < 15)
        {
            return true;
        }

        byte more;
        do
        {
            if (at == from.Length || length > PageMemory.LargestPage)
            {
                return false;
            }

            more = from[at++];
            length += more;
        }
        while (more == 255);
        return true;
    }

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        uint number = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }

    private static bool TryVarint(ReadOnlySpan<byte> from, ref int at, out uint value)
    {
        value = 0;
        for (var shift = 0; shift < 35 && at < from.Length; shift += 7)
        {
            var next = from[at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
