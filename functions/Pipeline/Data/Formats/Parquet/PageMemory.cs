namespace ServerlessMlops.Pipeline.Data;

/// <summary>The memory that the pages of all columns together may take, whatever a file says of their sizes.</summary>
internal sealed class PageMemory(ParquetFaults faults)
{
    /// <summary>Bytes. Enough for a page of the usual 1 MiB in each of some hundred columns.</summary>
    public const long Most = 128L << 20;

    /// <summary>Bytes of one page.</summary>
    public const int LargestPage = 64 << 20;

    /// <summary>Bytes at the end of a buffer that belong to no value, so that eight can be read from every place.</summary>
    public const int Padding = 8;

    private long _taken;

    /// <summary>Makes a buffer at least as long as is asked for. What it held may be lost.</summary>
    public bool TryMake(ref byte[] buffer, int length, string column)
    {
        if (buffer.Length >= length + Padding)
        {
            return true;
        }

        // A little more than is needed, so that the next page, of about this size, finds room.
        var longer = length + (length / 8) + Padding;
        if (!TryTake(longer - buffer.Length, column))
        {
            return false;
        }

        buffer = new byte[longer];
        return true;
    }

    /// <summary>Makes a buffer longer, and keeps what it holds.</summary>
    public bool TryExtend(ref byte[] buffer, int length, string column)
    {
        if (buffer.Length >= length + Padding)
        {
            return true;
        }

        var longer = Math.Max(length, buffer.Length + (buffer.Length / 2)) + Padding;
        if (!TryTake(longer - buffer.Length, column))
        {
            return false;
        }

        Array.Resize(ref buffer, longer);
        return true;
    }

    public bool TryTake(long bytes, string column)
    {
        _taken += bytes;
        return _taken <= Most
            || faults.TooLarge($"pages of {_taken} bytes at once", $"at most {Most} bytes: smaller pages or row groups", column);
    }
}
