namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Copies a CSV file with the values of some columns replaced by tokens. All other bytes stay: separators, line ends, quotes, and rows that
/// stand where they stood. Memory is that of one block or of the largest record.
/// </summary>
/// <remarks>
/// A row that cannot be told into cells has lost its columns, so that a value may stand anywhere in it: each of its cells is replaced by a
/// dash, and it stays a row that cannot be told. UTF-16 becomes UTF-8, and a byte order mark is left out.
/// </remarks>
/// <param name="columns">One a column; null: copied as it is.</param>
internal sealed class MaskedCsv(CsvSource source, byte delimiter, Masking?[] columns)
{
    private readonly CsvTokenizer _tokenizer = new(delimiter);
    private readonly long[] _cells = new long[columns.Length];
    private byte[] _block = new byte[CsvReader.Block + CsvTokenizer.Padding];
    private byte[] _plain = new byte[256];
    private long _masked;
    private bool _isHeader = true;

    /// <summary>The record is an empty line.</summary>
    private bool IsEmpty => _tokenizer.Fields == 1 && CsvBatch.Length(_cells[0]) == 0;

    /// <returns>Values that were replaced; a missing one stays missing, however it is spelled.</returns>
    /// <exception cref="InvalidDataException">A quote is never closed, a record is too large, or the header is another one.</exception>
    public long CopyTo(Stream target)
    {
        while (CopyBlock(target))
        {
        }

        return _masked;
    }

    private bool CopyBlock(Stream target)
    {
        var end = source.Fill(_block);
        _tokenizer.Over(_block, 0, end, source.IsAtEnd);
        while (true)
        {
            var start = _tokenizer.Position;
            switch (_tokenizer.Read(_cells, 0, 1, _cells.Length))
            {
                case CsvRecord.Whole:
                    Write(start, _tokenizer.Position, target);
                    continue;
                case CsvRecord.None:
                    return false;
                case CsvRecord.UnclosedQuote:
                    throw new InvalidDataException("Seen a quote that is never closed; expected a file that was accepted.");
            }

            if (start > 0)
            {
                source.Keep(_block, start, end);
                return true;
            }

            if (end >= DataLimits.RecordCharacters)
            {
                throw new InvalidDataException(
                    $"Seen a record of more than {DataLimits.RecordCharacters} bytes; expected a file that was accepted.");
            }

            Array.Resize(ref _block, ((_block.Length - CsvTokenizer.Padding) * 2) + CsvTokenizer.Padding);
            end = source.Extend(_block, end);
            _tokenizer.Over(_block, 0, end, source.IsAtEnd);
        }
    }

    private void Write(int start, int end, Stream target)
    {
        var record = _block.AsSpan(start, end - start);
        if (_isHeader || (IsEmpty && columns.Length > 1))
        {
            if (_isHeader && _tokenizer.Fields != columns.Length && !IsEmpty)
            {
                throw new InvalidDataException($"Seen a header of {_tokenizer.Fields} columns; expected {columns.Length}.");
            }

            _isHeader &= IsEmpty;
            target.Write(record);
        }
        else if (_tokenizer.Fields != columns.Length || _tokenizer.TextAfterQuote >= 0)
        {
            WriteDashes(LineEnd(record), target);
        }
        else
        {
            WriteCells(start, end, target);
        }
    }

    private void WriteCells(int start, int end, Stream target)
    {
        Span<byte> token = stackalloc byte[Masking.TokenLength];
        var copied = start;
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column] is not { } masking)
            {
                continue;
            }

            var (from, length) = ((int)(_cells[column] >> 32), CsvBatch.Length(_cells[column]));
            var value = Value(from, length, ((uint)_cells[column] & CsvTokenizer.DoubledFlag) != 0);
            if (CellReader.Read(value, out _, out _) <= CellForm.Nan)
            {
                continue;
            }

            // Only a quote can stand in front of a cell within its record that is no separator.
            var quoted = from > start && _block[from - 1] == '"' ? 1 : 0;
            target.Write(_block.AsSpan(copied, from - quoted - copied));
            target.Write(token[..masking.Write(value, token)]);
            copied = from + length + quoted;
            _masked++;
        }

        target.Write(_block.AsSpan(copied, end - copied));
    }

    private ReadOnlySpan<byte> Value(int from, int length, bool doubled)
    {
        if (!doubled)
        {
            return CellReader.Trim(_block.AsSpan(from, length), out _);
        }

        if (_plain.Length < length)
        {
            _plain = new byte[length];
        }

        var count = 0;
        for (var at = from; at < from + length; at++)
        {
            _plain[count++] = _block[at];
            at += _block[at] == '"' ? 1 : 0;
        }

        return CellReader.Trim(_plain.AsSpan(0, count), out _);
    }

    /// <summary>As many cells as the row had, or one more where it had as many as the header: it must not become a row of values.</summary>
    private void WriteDashes(ReadOnlySpan<byte> lineEnd, Stream target)
    {
        var cells = _tokenizer.Fields == columns.Length ? _tokenizer.Fields + 1 : _tokenizer.Fields;
        for (var cell = 0; cell < cells; cell++)
        {
            target.Write(cell == 0 ? "-"u8 : [delimiter, (byte)'-']);
        }

        target.Write(lineEnd);
    }

    private static ReadOnlySpan<byte> LineEnd(ReadOnlySpan<byte> record) =>
        record.EndsWith("\r\n"u8) ? record[^2..] : record.Length > 0 && record[^1] is (byte)'\r' or (byte)'\n' ? record[^1..] : [];
}
