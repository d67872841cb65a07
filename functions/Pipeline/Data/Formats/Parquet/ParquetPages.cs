namespace ServerlessMlops.Pipeline.Data;

/// <summary>Fetches pages: every size that a file tells is checked before memory is given or a byte is read.</summary>
internal sealed class ParquetPages(Stream file, ParquetFaults faults) : IDisposable
{
    private static readonly int[] HeaderBytes = [512, 1 << 16, 1 << 20];

    private readonly ParquetCodec _codec = new();
    private readonly long _fileLength = file.Length;
    private byte[] _header = [];
    private byte[] _compressed = [];
    private long _read;
    private long _made;
    private long _repeated;

    public ParquetFaults Faults => faults;

    public PageMemory Memory { get; } = new(faults);

    /// <param name="position">Of the header; then of the page.</param>
    public bool TryReadHeader(in ParquetChunk chunk, string column, ref long position, out ParquetPageHeader header)
    {
        var left = chunk.Start + chunk.Length - position;
        header = default;
        foreach (var most in HeaderBytes)
        {
            var length = (int)Math.Min(most, left);
            _header = _header.Length < length ? new byte[most] : _header;
            if (!ParquetFooter.TryReadAt(file, position, _header.AsSpan(0, length)))
            {
                break;
            }

            var used = ParquetPageHeader.TryRead(_header.AsSpan(0, length), out header);
            if (used > 0)
            {
                position += used;
                return IsSound(header, left - used) ? TryClaim(used + header.Compressed, column)
                    : faults.Corrupt($"a page of {header.Compressed} bytes for {header.Uncompressed}", column);
            }

            if (length == left)
            {
                break;
            }
        }

        return faults.Corrupt("what stands before a page makes no sense", column);
    }

    /// <summary>Reads a page into the buffer: of a data page of version 2 its levels, then its values.</summary>
    public bool TryReadPage(in ParquetChunk chunk, in ParquetPageHeader header, string column, ref long position, ref byte[] page)
    {
        if (header.Uncompressed > PageMemory.LargestPage)
        {
            return faults.TooLarge($"a page of {header.Uncompressed} bytes", $"at most {PageMemory.LargestPage} bytes", column);
        }

        if (!TryMake(header.Uncompressed))
        {
            return false;
        }

        var isPacked = chunk.Codec != 0 && !(header.Type == ParquetPageType.DataV2 && header.IsPlain);
        if (!Memory.TryMake(ref page, header.Uncompressed, column)
            || (isPacked && !Memory.TryMake(ref _compressed, header.Compressed, column)))
        {
            return false;
        }

        var bytes = isPacked ? _compressed : page;
        if (header.Compressed > bytes.Length || !ParquetFooter.TryReadAt(file, position, bytes.AsSpan(0, header.Compressed)))
        {
            return faults.Corrupt("a page ends behind the end of the file", column);
        }

        position += header.Compressed;
        if (!isPacked)
        {
            return header.Compressed == header.Uncompressed || faults.Corrupt("a page without compression has two sizes", column);
        }

        var levels = header.Type == ParquetPageType.DataV2 ? header.DefinitionBytes : 0;
        bytes.AsSpan(0, levels).CopyTo(page);
        var rest = page.AsSpan(levels, header.Uncompressed - levels);
        var isEmpty = rest.IsEmpty && header.Compressed == levels;
        return isEmpty || _codec.TryDecompress(chunk.Codec, bytes, levels, header.Compressed - levels, rest)
            || faults.Corrupt($"a page cannot be unpacked ({ParquetCodec.Name(chunk.Codec)})", column);
    }

    /// <summary>Counts bytes that come of fewer bytes in the file.</summary>
    public bool TryMake(long bytes)
    {
        _made += bytes;
        return !Expansion.IsBomb(_fileLength, _made) || faults.Bomb($"pages of {_made} bytes", $"at most {Expansion.Ratio} times its size");
    }

    /// <summary>Counts bytes of texts that stand in a dictionary, each time that they are a cell.</summary>
    public bool TryRepeat(long bytes)
    {
        _repeated += bytes;
        return _repeated <= Expansion.MostRepeated
            || faults.Bomb($"{_repeated} bytes of text", $"at most {Expansion.MostRepeated} bytes of long texts that are repeated");
    }

    public void Dispose() => _codec.Dispose();

    /// <summary>Every byte of a file belongs to one page: otherwise a small file could be read without end.</summary>
    private bool TryClaim(long bytes, string column)
    {
        _read += bytes;
        return _read <= _fileLength || faults.Corrupt("pages lie on top of one another", column);
    }

    private static bool IsSound(in ParquetPageHeader header, long left) =>
        header.Compressed >= 0 && header.Compressed <= left && header.Uncompressed >= 0 && header.RepetitionBytes == 0
        && header.DefinitionBytes >= 0 && header.DefinitionBytes <= Math.Min(header.Compressed, header.Uncompressed)
        && header.Compressed <= PageMemory.LargestPage;
}
