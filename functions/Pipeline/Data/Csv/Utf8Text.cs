using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Decodes UTF-8 and keeps account of what is not: a broken byte does not end the reading, so that every fault is found at once.</summary>
/// <remarks>
/// A broken sequence becomes <see cref="BrokenMark"/> and a NUL <see cref="NulMark"/>: both are noncharacters, and are looked for only
/// where the counts say that some were seen, so that the row and the column can be named.
/// </remarks>
internal sealed class Utf8Text(Stream stream)
{
    public const char BrokenMark = '\uFFFE';
    public const char NulMark = '\uFFFF';

    private readonly byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _offset;
    private bool _ended;
    private bool _begun;
    private char _lowSurrogate;

    public long Broken { get; private set; }

    /// <summary>Bytes from the start of the file.</summary>
    public long FirstBroken { get; private set; } = -1;

    public long Nuls { get; private set; }

    public long FirstNul { get; private set; } = -1;

    public bool AnyMark => Broken + Nuls > 0;

    /// <summary>The marks as a reader would see them.</summary>
    public static string Shown(string text) => text.Replace(BrokenMark, '\uFFFD').Replace(NulMark, '\u2400');

    /// <returns>Characters read: as many as are at hand, 0 at the end.</returns>
    public int Read(Span<char> chars)
    {
        if (chars.IsEmpty)
        {
            return 0;
        }

        if (_lowSurrogate != 0)
        {
            chars[0] = _lowSurrogate;
            _lowSurrogate = '\0';
            return 1;
        }

        while (true)
        {
            var bytes = _bytes.AsSpan(_start, _end - _start);
            var status = Utf8.ToUtf16(bytes, chars, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: _ended);
            MarkNuls(bytes[..read], chars[..written]);
            Consume(read);
            if (status == OperationStatus.InvalidData && written < chars.Length)
            {
                chars[written++] = MarkBroken();
            }
            else if (status == OperationStatus.DestinationTooSmall && written == 0)
            {
                chars[written++] = SplitPair();
            }

            if (written > 0)
            {
                return written;
            }

            if (_ended)
            {
                return 0;
            }

            Fill();
        }
    }

    private void Consume(int bytes)
    {
        _start += bytes;
        _offset += bytes;
    }

    private char MarkBroken()
    {
        Rune.DecodeFromUtf8(_bytes.AsSpan(_start, _end - _start), out _, out var length);
        FirstBroken = Broken++ == 0 ? _offset : FirstBroken;
        Consume(length);
        return BrokenMark;
    }

    private char SplitPair()
    {
        Rune.DecodeFromUtf8(_bytes.AsSpan(_start, _end - _start), out var rune, out var length);
        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        _lowSurrogate = pair[1];
        Consume(length);
        return pair[0];
    }

    private void MarkNuls(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var first = bytes.IndexOf((byte)0);
        if (first >= 0)
        {
            FirstNul = Nuls == 0 ? _offset + first : FirstNul;
            Nuls += bytes.Count((byte)0);
            chars.Replace('\0', NulMark);
        }
    }

    private void Fill()
    {
        var left = _end - _start;
        _bytes.AsSpan(_start, left).CopyTo(_bytes);
        _start = 0;
        var read = stream.Read(_bytes, left, _bytes.Length - left);
        _end = left + read;
        _ended = read == 0;
        if (!_begun && _end >= 3)
        {
            _begun = true;
            Consume(_bytes.AsSpan(0, 3).SequenceEqual("\uFEFF"u8) ? 3 : 0);
        }
    }
}
