using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The rows of JSON Lines, one object a line; how it is read stands in <c>docs/problems.md</c>.</summary>
/// <remarks>Memory is that of two blocks, or of the longest line; no tree is made of an object.</remarks>
internal sealed class JsonLinesReader : RowReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly CsvSource _source;
    private readonly ProblemList _problems;
    private readonly RowFaults _faults;
    private readonly JsonColumns _columns;
    private readonly Dictionary<int, Sightings> _nested = [];
    private readonly List<int> _set = [];
    private byte[] _unescaped = [];
    private long _row;
    private bool _hasNested;
    private bool _ended;

    /// <param name="names">The columns that the file was found to have; null: they are found while it is read.</param>
    public JsonLinesReader(Stream stream, ProblemList problems, IReadOnlyList<string>? names)
    {
        _problems = problems;
        _faults = new RowFaults(problems);
        _source = new CsvSource(stream);
        _columns = new JsonColumns(names);
        Facts = _source.Facts with { Format = "jsonl", Compression = stream is BoundedGzip ? "gzip" : null };
    }

    private enum Line
    {
        Taken,
        LeftOut,
        NewColumns,
    }

    public override IReadOnlyList<string> Names => _columns.Names;

    public override FileFacts Facts { get; }

    public override IReadOnlyList<(long Row, string Code)> LeftOut => _faults.Rows;

    public override RowBatch NewBatch() => new JsonBatch();

    public override bool Read(RowBatch batch)
    {
        var json = (JsonBatch)batch;
        json.Begin(Names.Count);
        if (_ended)
        {
            return false;
        }

        while (json.Bytes.Length - CsvTokenizer.Padding < _source.Kept)
        {
            json.Grow();
        }

        var end = _source.Fill(json.Bytes);
        var used = 0;
        while (!_ended && json.Count < json.Capacity)
        {
            var length = json.Bytes.AsSpan(used, end - used).IndexOf((byte)'\n');
            if (length < 0 && _source.IsAtEnd)
            {
                length = end - used;
                _ended = length == 0;
            }

            if (length > DataLimits.RecordCharacters || (length < 0 && end - used > DataLimits.RecordCharacters))
            {
                StopAtSize();
                break;
            }

            if (length < 0 && used == 0)
            {
                json.Grow();
                end = _source.Extend(json.Bytes, end);
                continue;
            }

            if (length < 0 || (length > 0 && Take(json, used, length) == Line.NewColumns))
            {
                break;
            }

            used = Math.Min(end, used + length + 1);
        }

        _source.Keep(json.Bytes, _ended ? end : used, end);
        return json.Count > 0 || !_ended;
    }

    public override void Finish()
    {
        if (_row == 0 && !_problems.HasStopped)
        {
            _problems.Error(ProblemCodes.EmptyFile, "The file holds no object.", expected: "one JSON object a line");
        }

        foreach (var (column, seen) in _nested.OrderBy(pair => pair.Key))
        {
            var (row, text) = seen.First[0];
            _problems.Warn(
                ProblemCodes.JsonNested, $"Column '{Names[column]}': {seen.Count} cells are objects or arrays, and were taken as their text.", row,
                Names[column], text, "a number, a text, true, false or null", seen.Count);
        }
    }

    /// <returns>With columns that the batch has no room for, the row is read again in the next batch.</returns>
    private Line Take(JsonBatch batch, int start, int length)
    {
        var line = batch.Bytes.AsSpan(start, length);
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return Line.LeftOut;
        }

        _row++;
        var outcome = Line.LeftOut;
        if (!Utf8.IsValid(line))
        {
            Fault(ProblemCodes.InvalidUtf8, null, "holds bytes that are not UTF-8", line, "UTF-8");
        }
        else
        {
            outcome = TryParse(batch, start, line);
        }

        switch (outcome)
        {
            case Line.Taken:
                if (_hasNested || length > DataLimits.CellCharacters)
                {
                    Report(batch);
                }

                batch.Commit(_row);
                break;
            case Line.NewColumns:
                _row--;
                goto default;
            default:
                _set.ForEach(batch.Unset);
                break;
        }

        _set.Clear();
        return outcome == Line.NewColumns && batch.Count == 0 ? Again(batch, start, length) : outcome;
    }

    /// <summary>The first row of a batch: it is begun anew, with room for the columns.</summary>
    private Line Again(JsonBatch batch, int start, int length)
    {
        batch.Begin(Names.Count);
        return Take(batch, start, length);
    }

    private Line TryParse(JsonBatch batch, int start, Span<byte> line)
    {
        var reader = new Utf8JsonReader(line, Strict);
        try
        {
            return Parse(ref reader, batch, start, line);
        }
        catch (JsonException)
        {
            Fault(ProblemCodes.JsonInvalid, null, $"is not JSON from byte {reader.BytesConsumed + 1} on", line, "one JSON object a line");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, \ud800.
            Fault(ProblemCodes.JsonInvalid, null, $"has an escape that is no character at byte {reader.TokenStartIndex + 1}", line, "text");
        }

        return Line.LeftOut;
    }

    private Line Parse(ref Utf8JsonReader reader, JsonBatch batch, int start, Span<byte> line)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault(ProblemCodes.JsonNotAnObject, null, "is JSON, and no object", line, "one JSON object a line");
            return Line.LeftOut;
        }

        var outcome = Line.Taken;
        _columns.BeginRow();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader);
            var column = _columns.Find(key);
            if (column < 0)
            {
                column = NewColumn(key);
                if (_ended)
                {
                    return Line.LeftOut;
                }
            }

            reader.Read();
            if (column < batch.Room && outcome == Line.Taken && !TakeValue(ref reader, batch, start, line, column))
            {
                return Line.LeftOut;
            }

            outcome = column < batch.Room ? outcome : Line.NewColumns;
            reader.Skip();
        }

        // What follows the object, where anything does, is refused by this.
        reader.Read();
        return outcome;
    }

    private bool TakeValue(ref Utf8JsonReader reader, JsonBatch batch, int start, Span<byte> line, int column)
    {
        if (batch.IsSet(column))
        {
            Fault(ProblemCodes.JsonDuplicateKey, Names[column], $"has the key '{ProblemList.Cut(Names[column])}' twice", line, "each key once");
            return false;
        }

        var at = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                batch.Set(column, JsonCell.Number, start + at, reader.ValueSpan.Length);
                break;
            case JsonTokenType.True:
                batch.Set(column, JsonCell.True, start + at, 4);
                break;
            case JsonTokenType.False:
                batch.Set(column, JsonCell.False, start + at, 5);
                break;
            case JsonTokenType.String:
                _ = Text(ref reader);
                batch.Set(column, reader.ValueIsEscaped ? JsonCell.Escaped : JsonCell.String, start + at + 1, reader.ValueSpan.Length);
                break;
            case JsonTokenType.Null:
                batch.Set(column, JsonCell.Missing, 1, 0);
                break;
            default:
                reader.Skip();
                batch.Set(column, JsonCell.Nested, start + at, (int)reader.BytesConsumed - at);
                _hasNested = true;
                break;
        }

        _set.Add(column);
        return true;
    }

    /// <summary>Once the row is sure to be taken: what its cells give cause to say.</summary>
    private void Report(JsonBatch batch)
    {
        foreach (var column in _set)
        {
            var (kind, start, length) = batch[column];
            if (kind == JsonCell.Nested)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_nested, column, out _) ??= new()).Add(_row, batch.Bytes.AsSpan(start, length));
            }

            if (length > DataLimits.CellCharacters)
            {
                batch.Unset(column);
                _problems.Error(
                    ProblemCodes.CellTooLarge,
                    $"Row {_row}, column '{Names[column]}': the cell has {length} bytes; at most {DataLimits.CellCharacters} are read.", _row,
                    Names[column], $"{length} bytes", $"at most {DataLimits.CellCharacters}");
            }
        }

        _hasNested = false;
    }

    private int NewColumn(ReadOnlySpan<byte> key)
    {
        if (Names.Count == DataLimits.Columns)
        {
            _ended = true;
            _problems.Stop(
                ProblemCodes.TooManyColumns, $"By row {_row} the file has more than {DataLimits.Columns} different keys.", _row,
                $"{DataLimits.Columns + 1} columns", $"at most {DataLimits.Columns}");
            return DataLimits.Columns;
        }

        var column = _columns.Add(key);
        if (Names[column].Length == 0)
        {
            _problems.Error(ProblemCodes.EmptyHeader, $"Row {_row} has a key without characters.", _row, seen: "", expected: "a name");
        }

        return column;
    }

    /// <summary>Without escapes. Valid until the next call.</summary>
    private ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        if (_unescaped.Length < reader.ValueSpan.Length)
        {
            _unescaped = new byte[reader.ValueSpan.Length];
        }

        return _unescaped.AsSpan(0, reader.CopyString(_unescaped));
    }

    private void Fault(string code, string? column, string what, ReadOnlySpan<byte> line, string expected)
    {
        var seen = Sightings.Shown(line);
        _faults.Add(code, _row, column, () => $"Row {_row} {what}.", seen, expected);
        if (_faults.Count >= RowFaults.Limit)
        {
            _ended = true;
            _problems.Stop(code, $"{RowFaults.Limit} rows could not be read; reading stopped at row {_row}.", _row, seen, expected);
        }
    }

    private void StopAtSize()
    {
        _ended = true;
        _problems.Stop(
            ProblemCodes.RecordTooLarge, $"Row {_row + 1} has more than {DataLimits.RecordCharacters} bytes.", _row + 1, null,
            $"at most {DataLimits.CellCharacters} bytes a cell");
    }
}
