using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The rows of a CSV file; how it is read stands in <c>docs/problems.md</c>.</summary>
/// <remarks>
/// Memory is that of two blocks, or of the largest record: the time and the space that a hostile file takes are bounded by
/// <see cref="DataLimits"/>, whatever it holds (decision 0205).
/// </remarks>
internal sealed class CsvReader : RowReader
{
    /// <summary>Bytes read at once.</summary>
    public const int Block = 1 << 20;

    private readonly BoundedGzip? _packed;
    private readonly CsvSource _source;
    private readonly ProblemList _problems;
    private readonly RowFaults _faults;
    private readonly CsvTokenizer _tokenizer;
    private readonly BrokenText _broken = new();
    private long _row;
    private bool _ended;

    /// <param name="delimiter">Null: found out.</param>
    public CsvReader(Stream stream, ProblemList problems, char? delimiter = null)
    {
        _problems = problems;
        _packed = stream as BoundedGzip;
        _faults = new RowFaults(problems);
        _source = new CsvSource(stream);
        var found = delimiter ?? DelimiterDetection.Detect(_source.Peek());
        _tokenizer = new CsvTokenizer((byte)found);
        Facts = _source.Facts with { Delimiter = found, Compression = _packed is null ? null : "gzip" };
        Names = ReadHeader();
    }

    public override IReadOnlyList<string> Names { get; }

    public override FileFacts Facts { get; }

    /// <summary>The first column has no name: it may hold the names of the rows.</summary>
    public bool FirstIsNameless { get; private set; }

    public override IReadOnlyList<(long Row, string Code)> LeftOut => _faults.Rows;

    public override RowBatch NewBatch() => new CsvBatch(Names.Count);

    public override void Dispose() => _packed?.Dispose();

    public override bool Read(RowBatch batch)
    {
        var csv = (CsvBatch)batch;
        csv.Clear();
        if (_ended || Names.Count == 0)
        {
            return false;
        }

        while (csv.Bytes.Length - CsvTokenizer.Padding < _source.Kept)
        {
            csv.Grow();
        }

        var end = _source.Fill(csv.Bytes);
        _tokenizer.Over(csv.Bytes, 0, end, _source.IsAtEnd);
        while (!_ended && csv.Count < csv.Capacity)
        {
            var start = _tokenizer.Position;
            switch (_tokenizer.Read(csv.Places, csv.Count, csv.Capacity, csv.Columns))
            {
                case CsvRecord.Whole:
                    Take(csv, start);
                    continue;
                case CsvRecord.None:
                    _ended = true;
                    continue;
                case CsvRecord.UnclosedQuote:
                    StopAtQuote();
                    continue;
            }

            if (start > 0)
            {
                break;
            }

            if (end >= DataLimits.RecordCharacters)
            {
                StopAtSize();
                break;
            }

            csv.Grow();
            end = _source.Extend(csv.Bytes, end);
            _tokenizer.Over(csv.Bytes, 0, end, _source.IsAtEnd);
        }

        var used = _ended ? end : _tokenizer.Position;
        _broken.Look(csv, _source.Offset, used, Names, _problems);
        _source.Keep(csv.Bytes, used, end);
        return csv.Count > 0 || !_ended;
    }

    public override void Finish()
    {
        if (Names.Count > 0 && _row == 0 && !_problems.HasStopped)
        {
            _problems.Error(ProblemCodes.HeaderOnly, "The file holds a header and no row.", expected: "rows of data");
        }

        _broken.Report(_problems);
    }

    private void Take(CsvBatch batch, int start)
    {
        var places = batch.Places;
        if (_tokenizer.Fields == 1 && batch.Columns > 1 && CsvBatch.Length(places[batch.Count]) == 0)
        {
            return;
        }

        _row++;
        if (_tokenizer.TextAfterQuote >= 0)
        {
            ReportTextAfterQuote();
        }
        else if (_tokenizer.Fields != batch.Columns)
        {
            var seen = $"{_tokenizer.Fields} cells";
            _faults.Add(
                ProblemCodes.RaggedRow, _row, null, () => $"Row {_row} has {seen}; the header has {batch.Columns}.", seen, $"{batch.Columns} cells");
        }
        else
        {
            if (_tokenizer.Position - start > DataLimits.CellCharacters)
            {
                LeaveLargeCellsOut(batch);
            }

            batch.Commit(_row);
        }
    }

    private void LeaveLargeCellsOut(CsvBatch batch)
    {
        for (var column = 0; column < batch.Columns; column++)
        {
            ref var place = ref batch.Places[(column * batch.Capacity) + batch.Count];
            if (CsvBatch.Length(place) > DataLimits.CellCharacters)
            {
                TextFaults.Report(_problems, TextFault.TooLarge, _row, Names[column], batch.Raw(column, batch.Count));
                place = 0;
            }
        }
    }

    private IReadOnlyList<string> ReadHeader()
    {
        var bytes = new byte[Block + CsvTokenizer.Padding];
        var places = new long[DataLimits.Columns + 1];
        var end = _source.Fill(bytes);
        _tokenizer.Over(bytes, 0, end, _source.IsAtEnd);
        CsvRecord outcome;
        do
        {
            outcome = _tokenizer.Read(places, 0, 1, places.Length);
            while (outcome == CsvRecord.Cut && end < DataLimits.RecordCharacters)
            {
                var start = _tokenizer.Position;
                Array.Resize(ref bytes, ((bytes.Length - CsvTokenizer.Padding) * 2) + CsvTokenizer.Padding);
                end = _source.Extend(bytes, end);
                _tokenizer.Over(bytes, start, end, _source.IsAtEnd);
                outcome = _tokenizer.Read(places, 0, 1, places.Length);
            }
        }
        while (outcome == CsvRecord.Whole && _tokenizer.Fields == 1 && CsvBatch.Length(places[0]) == 0);

        IReadOnlyList<string> names = outcome switch
        {
            CsvRecord.Whole => TakeHeader(bytes, places),
            CsvRecord.None => Empty(),
            _ => [],
        };
        if (outcome == CsvRecord.Cut)
        {
            StopAtSize();
        }
        else if (outcome == CsvRecord.UnclosedQuote)
        {
            _row = -1;
            StopAtQuote();
        }

        _broken.Look(bytes.AsSpan(0, _tokenizer.Position), _source.Offset);
        _source.Keep(bytes, outcome == CsvRecord.Whole ? _tokenizer.Position : end, end);
        return names;
    }

    private IReadOnlyList<string> Empty()
    {
        _problems.Error(ProblemCodes.EmptyFile, "The file holds no header and no row.", expected: "a header and rows of data");
        return [];
    }

    private IReadOnlyList<string> TakeHeader(byte[] bytes, long[] places)
    {
        if (_tokenizer.Fields > DataLimits.Columns)
        {
            _problems.Stop(
                ProblemCodes.TooManyColumns, $"The header has {_tokenizer.Fields} columns; at most {DataLimits.Columns} are taken in.", 0,
                $"{_tokenizer.Fields} columns", $"at most {DataLimits.Columns}");
            return [];
        }

        var fields = new string[_tokenizer.Fields];
        for (var i = 0; i < fields.Length; i++)
        {
            var place = places[i];
            var text = Encoding.UTF8.GetString(bytes, (int)(place >> 32), Math.Min(CsvBatch.Length(place), 4_000)).Replace('\0', '\u2400');
            fields[i] = ((uint)place & CsvTokenizer.DoubledFlag) != 0 ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }

        FirstIsNameless = string.IsNullOrWhiteSpace(fields[0]);
        var names = CsvHeader.Read(fields, _problems);
        if (_tokenizer.TextAfterQuote >= 0)
        {
            ReportTextAfterQuote(names);
        }

        return names;
    }

    private void ReportTextAfterQuote(IReadOnlyList<string>? names = null)
    {
        names ??= Names;
        var column = _tokenizer.TextAfterQuote < names.Count ? names[_tokenizer.TextAfterQuote] : null;
        _faults.Add(
            ProblemCodes.TextAfterQuote, _row, column, () => $"Row {_row} goes on after a closing quote.", null,
            "a separator or the end of the line; quotes within a cell doubled");
    }

    private void StopAtQuote()
    {
        _ended = true;
        _row++;
        var column = Names is not null && _tokenizer.Fields < Names.Count ? Names[_tokenizer.Fields] : null;
        _problems.Error(
            ProblemCodes.UnclosedQuote, $"A quote that opens in row {_row} is never closed; what follows it could not be read.", _row, column,
            "\"", "a closing quote, then a separator or the end of the line");
    }

    private void StopAtSize()
    {
        _ended = true;
        _row += Names is null ? 0 : 1;
        _problems.Stop(
            ProblemCodes.RecordTooLarge,
            $"Row {_row} has more than {DataLimits.RecordCharacters} bytes: a cell too large, a quote never closed, or blank lines without end.", _row,
            null, $"at most {DataLimits.CellCharacters} bytes a cell");
    }
}
