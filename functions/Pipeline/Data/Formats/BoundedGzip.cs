using System.IO.Compression;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a gzip file holds. A fault is reported where it is met, and the text then ends: reading never throws.</summary>
internal sealed class BoundedGzip : ReadOnlyStream
{
    /// <summary>A gzip file of its own, which gives <see cref="ClosingText"/>.</summary>
    private static readonly byte[] Closing = Compress(ClosingText);

    private readonly GzipSource _source;
    private readonly ProblemList _problems;
    private readonly GZipStream _text;
    private long _made;
    private bool _ended;

    /// <param name="source">It stays open.</param>
    public BoundedGzip(Stream source, ProblemList problems)
    {
        _source = new GzipSource(source);
        _problems = problems;
        _text = new GZipStream(_source, CompressionMode.Decompress);
    }

    private static ReadOnlySpan<byte> ClosingText => "end of the file"u8;

    public static bool Recognise(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        var length = 0;
        try
        {
            length = _text.Read(buffer);
            if (length == 0 && !IsWhole())
            {
                StopAsCorrupt();
            }
        }
        catch (InvalidDataException)
        {
            StopAsCorrupt();
        }

        _made += length;
        if (Expansion.IsBomb(_source.Taken, _made))
        {
            _problems.Stop(
                ProblemCodes.GzipBomb, $"The gzip file grows from {_source.Taken} to more than {_made} bytes; reading stopped.", null,
                $"{_made / Math.Max(1, _source.Taken)} times", $"at most {Expansion.Ratio} times, and {Expansion.Most} bytes");
            length = 0;
        }

        if (length == 0)
        {
            End();
        }

        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
        }

        base.Dispose(disposing);
    }

    /// <summary>GZipStream takes a file that was cut short for a whole one. Only a whole one can be followed by another.</summary>
    private bool IsWhole()
    {
        _source.Append(Closing);
        Span<byte> text = stackalloc byte[64];
        var length = _text.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return text[..length].SequenceEqual(ClosingText);
    }

    private void StopAsCorrupt() => _problems.Stop(
        ProblemCodes.GzipCorrupt, $"The gzip file is damaged, or ends too early: no more than {_made} bytes of text could be read.", null,
        $"{_source.Taken} bytes", "a whole gzip file");

    private void End()
    {
        _ended = true;
        _text.Dispose();
    }

    private static byte[] Compress(ReadOnlySpan<byte> text)
    {
        var made = new MemoryStream();
        using (var gzip = new GZipStream(made, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return made.ToArray();
    }

    /// <summary>The compressed bytes, counted; what is appended comes when they have ended.</summary>
    private sealed class GzipSource(Stream source) : ReadOnlyStream
    {
        private byte[] _appended = [];

        public long Taken { get; private set; }

        public void Append(byte[] bytes) => _appended = bytes;

        public override int Read(Span<byte> buffer)
        {
            if (_appended.Length > 0)
            {
                var appended = Math.Min(buffer.Length, _appended.Length);
                _appended.AsSpan(0, appended).CopyTo(buffer);
                _appended = _appended[appended..];
                return appended;
            }

            var length = source.Read(buffer);
            Taken += length;
            return length;
        }
    }
}
