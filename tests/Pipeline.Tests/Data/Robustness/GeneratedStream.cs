namespace ServerlessMlops.Pipeline.Tests.Data.Robustness;

/// <summary>A large file that is nowhere: a start, one block over and over, and an end.</summary>
/// <param name="mostAtOnce">Bytes that one read gives at most, as a network would.</param>
internal sealed class GeneratedStream(byte[] start, byte[] block, long times, byte[] end, int mostAtOnce = int.MaxValue) : Stream
{
    private readonly long _endAt = start.Length + (block.Length * times);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _endAt + end.Length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        buffer = buffer[..Math.Min(buffer.Length, mostAtOnce)];
        var read = 0;
        while (read < buffer.Length && Position < Length)
        {
            var (part, from) = Position < start.Length ? (start, Position)
                : Position < _endAt ? (block, (Position - start.Length) % block.Length)
                : (end, Position - _endAt);
            var count = Math.Min(buffer.Length - read, part.Length - (int)from);
            part.AsSpan((int)from, count).CopyTo(buffer[read..]);
            read += count;
            Position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
