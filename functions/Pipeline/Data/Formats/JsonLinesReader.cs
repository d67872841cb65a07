using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The rows of JSON Lines, one object a line; how it is read stands in <c>docs/problems.md</c>.</summary>
/// <remarks>Memory is that of two blocks, or of the longest line; no tree is made of an object.</remarks>
internal sealed class JsonLinesReader : RowReader
{
    private readonly BoundedGzip? _packed;
    private readonly CsvSource _source;
    private readonly ProblemList _problems;
    private readonly JsonRows _rows;
    private bool _ended;

    /// <param name="names">The columns that the file was found to have; null: they are found while it is read.</param>
    public JsonLinesReader(Stream stream, ProblemList problems, IReadOnlyList<string>? names)
    {
        _problems = problems;
        _packed = stream as BoundedGzip;
        _rows = new JsonRows(problems, names);
        _source = new CsvSource(stream);
        Facts = _source.Facts with { Format = "jsonl", Compression = _packed is null ? null : "gzip" };
    }

    public override IReadOnlyList<string> Names => _rows.Names;

    public override FileFacts Facts { get; }

    public override bool MayGainColumns => true;

    public override IReadOnlyList<(long Row, string Code)> LeftOut => _rows.LeftOut;

    public override RowBatch NewBatch() => new JsonBatch();

    public override void Dispose() => _packed?.Dispose();

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

            if (length < 0 || (length > 0 && _rows.Take(json, used, length) == JsonRow.NewColumns))
            {
                break;
            }

            _ended |= _rows.HasStopped;
            used = Math.Min(end, used + length + 1);
        }

        _source.Keep(json.Bytes, _ended ? end : used, end);
        return json.Count > 0 || !_ended;
    }

    public override void Finish()
    {
        if (_rows.Count == 0 && !_problems.HasStopped)
        {
            _problems.Error(ProblemCodes.EmptyFile, "The file holds no object.", expected: "one JSON object a line");
        }

        _rows.Finish();
    }

    private void StopAtSize()
    {
        _ended = true;
        _problems.Stop(
            ProblemCodes.RecordTooLarge, $"Row {_rows.Count + 1} has more than {DataLimits.RecordCharacters} bytes.", _rows.Count + 1, null,
            $"at most {DataLimits.CellCharacters} bytes a cell");
    }
}
