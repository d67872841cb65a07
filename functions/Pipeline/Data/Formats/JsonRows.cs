using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What became of a line of JSON Lines.</summary>
internal enum JsonRow
{
    Taken,
    LeftOut,
    NewColumns,
}

/// <summary>Lines of JSON as rows: each key a column, each fault named with its row.</summary>
internal sealed class JsonRows(ProblemList problems, IReadOnlyList<string>? names)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly RowFaults _faults = new(problems);
    private readonly JsonColumns _columns = new(names);
    private readonly Dictionary<int, Sightings> _nested = [];
    private readonly List<int> _set = [];
    private byte[] _unescaped = [];
    private bool _hasNested;

    public IReadOnlyList<string> Names => _columns.Names;

    public IReadOnlyList<(long Row, string Code)> LeftOut => _faults.Rows;

    /// <summary>Objects read, those left out included.</summary>
    public long Count { get; private set; }

    /// <summary>Whether reading on is of no use; the problems say why.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>One line as the batch's next row.</summary>
    /// <returns>With columns that the batch has no room for, the row is read again in the next batch.</returns>
    public JsonRow Take(JsonBatch batch, int start, int length)
    {
        var line = batch.Bytes.AsSpan(start, length);
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return JsonRow.LeftOut;
        }

        Count++;
        var outcome = JsonRow.LeftOut;
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
            case JsonRow.Taken:
                if (_hasNested || length > DataLimits.CellCharacters)
                {
                    Report(batch);
                }

                batch.Commit(Count);
                break;
            case JsonRow.NewColumns:
                Count--;
                goto default;
            default:
                _set.ForEach(batch.Unset);
                break;
        }

        _set.Clear();
        return outcome == JsonRow.NewColumns && batch.Count == 0 ? Again(batch, start, length) : outcome;
    }

    public void Finish()
    {
        foreach (var (column, seen) in _nested.OrderBy(pair => pair.Key))
        {
            var (row, text) = seen.First[0];
            problems.Warn(
                ProblemCodes.JsonNested,
                $"Column '{Names[column]}': {seen.Count} cells are objects or arrays, and were taken as their text.", row,
                Names[column], text, "a number, a text, true, false or null", seen.Count);
        }
    }

    /// <summary>The first row of a batch: it is begun anew, with room for the columns.</summary>
    private JsonRow Again(JsonBatch batch, int start, int length)
    {
        batch.Begin(Names.Count);
        return Take(batch, start, length);
    }

    private JsonRow TryParse(JsonBatch batch, int start, Span<byte> line)
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

        return JsonRow.LeftOut;
    }

    private JsonRow Parse(ref Utf8JsonReader reader, JsonBatch batch, int start, Span<byte> line)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault(ProblemCodes.JsonNotAnObject, null, "is JSON, and no object", line, "one JSON object a line");
            return JsonRow.LeftOut;
        }

        var outcome = JsonRow.Taken;
        _columns.BeginRow();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader);
            var column = _columns.Find(key);
            if (column < 0)
            {
                column = NewColumn(key);
                if (HasStopped)
                {
                    return JsonRow.LeftOut;
                }
            }

            reader.Read();
            if (column < batch.Room && outcome == JsonRow.Taken && !TakeValue(ref reader, batch, start, line, column))
            {
                return JsonRow.LeftOut;
            }

            outcome = column < batch.Room ? outcome : JsonRow.NewColumns;
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
            var what = $"has the key '{ProblemList.Cut(Names[column])}' twice";
            Fault(ProblemCodes.JsonDuplicateKey, Names[column], what, line, "each key once");
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
                var nested = CollectionsMarshal.GetValueRefOrAddDefault(_nested, column, out _) ??= new();
                nested.Add(Count, batch.Bytes.AsSpan(start, length));
            }

            if (length > DataLimits.CellCharacters)
            {
                batch.Unset(column);
                TextFaults.Report(problems, TextFault.TooLarge, Count, Names[column], batch.Bytes.AsSpan(start, length));
            }
        }

        _hasNested = false;
    }

    private int NewColumn(ReadOnlySpan<byte> key)
    {
        if (Names.Count == DataLimits.Columns)
        {
            HasStopped = true;
            problems.Stop(
                ProblemCodes.TooManyColumns, $"By row {Count} the file has more than {DataLimits.Columns} different keys.", Count,
                $"{DataLimits.Columns + 1} columns", $"at most {DataLimits.Columns}");
            return DataLimits.Columns;
        }

        var column = _columns.Add(key);
        if (Names[column].Length == 0)
        {
            problems.Error(ProblemCodes.EmptyHeader, $"Row {Count} has a key without characters.", Count, seen: "", expected: "a name");
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
        _faults.Add(code, Count, column, () => $"Row {Count} {what}.", seen, expected);
        if (_faults.Count >= RowFaults.Limit)
        {
            HasStopped = true;
            problems.Stop(code, $"{RowFaults.Limit} rows could not be read; reading stopped at row {Count}.", Count, seen, expected);
        }
    }
}
