namespace ServerlessMlops.Pipeline.Data;

/// <summary>Where reading had to stop, since what follows cannot be told apart into cells.</summary>
internal enum CsvStop { None, RecordTooLarge, UnclosedQuote }

/// <summary>The records of one file, RFC 4180: quoted cells, doubled quotes, line ends within quotes; LF, CR LF or CR.</summary>
/// <remarks>
/// Every character is looked at once, and memory is that of the largest record: the time and the space that a hostile file takes are
/// bounded by <see cref="DataLimits"/>, whatever it holds (decision 0205).
/// </remarks>
internal sealed class CsvRecords(Utf8Text text, char delimiter)
{
    /// <summary>Cells of a record that are kept; more are counted only, since no table has that many columns.</summary>
    private const int KeptFields = DataLimits.Columns + 1;

    private char[] _buffer = new char[1 << 16];
    private int _record;
    private int _position;
    private int _end;
    private bool _skipLineFeed;
    private int[] _starts = new int[32];
    private int[] _lengths = new int[32];
    private int _columns = 2;

    public Utf8Text Text => text;

    /// <summary>The header is row 0.</summary>
    public long Row { get; private set; } = -1;

    public int Fields { get; private set; }

    /// <summary>The field whose closing quote was followed by text, from 0; -1 where there is none. The record's cells are then doubtful.</summary>
    public int TextAfterQuote { get; private set; } = -1;

    /// <summary>Why reading stopped before the end of the file, in the row that <see cref="Row"/> then names.</summary>
    public CsvStop Stop { get; private set; }

    public static CsvRecords Open(Stream stream, char delimiter) => new(new Utf8Text(stream), delimiter);

    /// <summary>Valid until the next read.</summary>
    public ReadOnlySpan<char> Field(int ordinal) => _buffer.AsSpan(_record + _starts[ordinal], _lengths[ordinal]);

    /// <summary>Blank lines are not records, except in a table of one column, where they are missing cells.</summary>
    public bool Read()
    {
        while (ReadRecord())
        {
            if (Fields == 1 && _columns > 1 && _lengths[0] == 0)
            {
                continue;
            }

            if (++Row == 0)
            {
                _columns = Fields;
            }

            return true;
        }

        Row += Stop == CsvStop.None ? 0 : 1;
        return false;
    }

    private bool ReadRecord()
    {
        Fields = 0;
        TextAfterQuote = -1;
        _record = _position;
        if (_skipLineFeed && Available() && _buffer[_position] == '\n')
        {
            _record = ++_position;
        }

        _skipLineFeed = false;
        if (!Available())
        {
            return false;
        }

        while (ReadField())
        {
        }

        return Stop == CsvStop.None;
    }

    /// <returns>True where another field of the record follows.</returns>
    private bool ReadField()
    {
        var start = _position - _record;
        if (!Available() || _buffer[_position] != '"')
        {
            SkipPlain();
            Keep(start, _position - _record - start);
        }
        else if (!ReadQuoted(start + 1))
        {
            return false;
        }

        if (!Available())
        {
            return false;
        }

        var terminator = _buffer[_position++];
        _skipLineFeed = terminator == '\r';
        return terminator == delimiter;
    }

    private void SkipPlain()
    {
        do
        {
            var next = _buffer.AsSpan(_position, _end - _position).IndexOfAny(delimiter, '\n', '\r');
            if (next >= 0)
            {
                _position += next;
                return;
            }

            _position = _end;
        }
        while (Fill());
    }

    private bool ReadQuoted(int start)
    {
        _position++;
        var doubled = false;
        while (SkipToQuote())
        {
            if (Available() && _buffer[_position] == '"')
            {
                doubled = true;
                _position++;
                continue;
            }

            var length = _position - 1 - _record - start;
            Keep(start, doubled ? Unescape(_buffer.AsSpan(_record + start, length)) : length);
            if (Available() && _buffer[_position] is var next && next != delimiter && next is not ('\n' or '\r'))
            {
                TextAfterQuote = Fields - 1;
                SkipPlain();
            }

            return true;
        }

        Stop = Stop == CsvStop.None ? CsvStop.UnclosedQuote : Stop;
        return false;
    }

    private bool SkipToQuote()
    {
        do
        {
            var next = _buffer.AsSpan(_position, _end - _position).IndexOf('"');
            if (next >= 0)
            {
                _position += next + 1;
                return true;
            }

            _position = _end;
        }
        while (Fill());
        return false;
    }

    /// <summary>Makes one quote of two, in place.</summary>
    private static int Unescape(Span<char> cell)
    {
        var to = 0;
        for (var from = 0; from < cell.Length; from++)
        {
            cell[to++] = cell[from];
            from += cell[from] == '"' ? 1 : 0;
        }

        return to;
    }

    private void Keep(int start, int length)
    {
        if (Fields == _starts.Length && Fields < KeptFields)
        {
            Array.Resize(ref _starts, Fields * 2);
            Array.Resize(ref _lengths, Fields * 2);
        }

        if (Fields < _starts.Length)
        {
            _starts[Fields] = start;
            _lengths[Fields] = length;
        }

        Fields++;
    }

    private bool Available() => _position < _end || Fill();

    /// <summary>Moves the record to the front, makes room where it has none, and reads on.</summary>
    private bool Fill()
    {
        if (Stop != CsvStop.None)
        {
            return false;
        }

        if (_record > 0)
        {
            _buffer.AsSpan(_record, _end - _record).CopyTo(_buffer);
            _position -= _record;
            _end -= _record;
            _record = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_end >= DataLimits.RecordCharacters)
            {
                Stop = CsvStop.RecordTooLarge;
                return false;
            }

            Array.Resize(ref _buffer, _end * 2);
        }

        var read = text.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
