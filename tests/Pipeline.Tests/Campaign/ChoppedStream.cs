namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>A file that comes in pieces of any size, as from a network: one byte now, a block then.</summary>
internal sealed class ChoppedStream(byte[] bytes, Random random) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Piece(buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Piece(count));

    private int Piece(int wanted) => Math.Min(wanted, random.Next(4) == 0 ? 1 + random.Next(3) : 1 + random.Next(1 << 16));
}
