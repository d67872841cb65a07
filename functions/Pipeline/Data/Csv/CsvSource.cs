using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The bytes of a text file as UTF-8 without its byte order mark, handed out in blocks; what a block did not use comes first in the next.</summary>
internal sealed class CsvSource
{
    private readonly Stream _stream;
    private byte[] _kept;
    private int _keptStart;
    private int _keptEnd;

    public CsvSource(Stream stream)
    {
        var head = new byte[1 << 16];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Facts = Detect(head.AsSpan(0, length), out var mark, out var encoding);
        if (encoding is null)
        {
            _stream = stream;
            (_kept, _keptStart, _keptEnd) = (head, mark, length);
            Offset = mark;
            IsAtEnd = length < head.Length;
            return;
        }

        var whole = new Prefixed(head.AsMemory(mark, length - mark), stream);
        _stream = Encoding.CreateTranscodingStream(whole, encoding, new UTF8Encoding(false), leaveOpen: true);
        _kept = new byte[head.Length];
        _keptEnd = _stream.ReadAtLeast(_kept, _kept.Length, throwOnEndOfStream: false);
        IsAtEnd = _keptEnd < _kept.Length;
    }

    /// <summary>Format, encoding and mark.</summary>
    public FileFacts Facts { get; }

    /// <summary>Bytes from the start of the file to the next block.</summary>
    public long Offset { get; private set; }

    /// <summary>True once the block last read reaches the end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Bytes that a block has to have room for: the other batch may have grown past this one.</summary>
    public int Kept => _keptEnd - _keptStart;

    /// <summary>The start of the text, which the first block has too.</summary>
    public ReadOnlySpan<byte> Peek() => _kept.AsSpan(_keptStart, _keptEnd - _keptStart);

    /// <returns>Bytes in the block; its last 64 stay free.</returns>
    public int Fill(byte[] block)
    {
        var kept = _keptEnd - _keptStart;
        _kept.AsSpan(_keptStart, kept).CopyTo(block);
        _keptStart = _keptEnd = 0;
        return Extend(block, kept);
    }

    /// <summary>Reads on behind the <paramref name="length"/> bytes that the block has.</summary>
    public int Extend(byte[] block, int length)
    {
        var room = block.Length - CsvTokenizer.Padding - length;
        if (room <= 0 || IsAtEnd)
        {
            return length;
        }

        var read = _stream.ReadAtLeast(block.AsSpan(length, room), room, throwOnEndOfStream: false);
        IsAtEnd = read < room;
        return length + read;
    }

    /// <summary>Keeps what lies behind <paramref name="used"/> for the next block.</summary>
    public void Keep(byte[] block, int used, int end)
    {
        var left = end - used;
        if (_kept.Length < left)
        {
            _kept = new byte[left];
        }

        block.AsSpan(used, left).CopyTo(_kept);
        (_keptStart, _keptEnd) = (0, left);
        Offset += used;
    }

    private static FileFacts Detect(ReadOnlySpan<byte> head, out int mark, out Encoding? encoding)
    {
        (mark, encoding, var name) = head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (3, null, "utf-8"),
            [0xFF, 0xFE, ..] => (2, Encoding.Unicode, "utf-16le"),
            [0xFE, 0xFF, ..] => (2, Encoding.BigEndianUnicode, "utf-16be"),
            _ => (0, (Encoding?)null, "utf-8"),
        };
        return new FileFacts("csv", name, mark > 0);
    }

    /// <summary>A stream with the bytes that were already read of it in front.</summary>
    private sealed class Prefixed(ReadOnlyMemory<byte> head, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> _head = head;

        public override int Read(Span<byte> buffer)
        {
            if (_head.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _head.Length);
            _head.Span[..length].CopyTo(buffer);
            _head = _head[length..];
            return length;
        }
    }
}
