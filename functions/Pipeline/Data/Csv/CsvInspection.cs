using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The first pass over a file: its structure and the kinds of its columns, in memory that does not grow with its rows.</summary>
internal sealed class CsvInspection
{
    /// <summary>Distinct values remembered over all columns together, eight bytes each.</summary>
    private const int DistinctBudget = 2_000_000;

    private readonly CsvRecords _records;
    private readonly ProblemList _problems;

    private CsvInspection(CsvRecords records, ProblemList problems)
    {
        _records = records;
        _problems = problems;
    }

    /// <summary>Names by position; empty where there is no header that can be worked with.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    public bool FirstIsNameless { get; private set; }

    public IReadOnlyList<ColumnInspector> Columns { get; private set; } = [];

    /// <summary>Rows with as many cells as the header.</summary>
    public long Rows { get; private set; }

    /// <summary>False where reading stopped because the table would not fit: then none is made of it.</summary>
    public bool Fits { get; private set; } = true;

    public static CsvInspection Of(CsvRecords records, IReadOnlyDictionary<string, ColumnKind> declared, ProblemList problems)
    {
        var inspection = new CsvInspection(records, problems);
        if (inspection.ReadHeader(declared))
        {
            inspection.ReadRows();
        }

        inspection.ReportStop();
        inspection.ReportBytes();
        return inspection;
    }

    private bool ReadHeader(IReadOnlyDictionary<string, ColumnKind> declared)
    {
        if (!_records.Read())
        {
            if (_records.Stop == CsvStop.None)
            {
                _problems.Error(ProblemCodes.EmptyFile, "The file holds no header and no row.", expected: "a header and rows of data");
            }

            return false;
        }

        if (_records.Fields > DataLimits.Columns)
        {
            Fits = false;
            _problems.Error(
                ProblemCodes.TooManyColumns, $"The header has {_records.Fields} columns; at most {DataLimits.Columns} are taken in.", 0,
                seen: $"{_records.Fields} columns", expected: $"at most {DataLimits.Columns}");
            return false;
        }

        FirstIsNameless = _records.Field(0).Trim().IsEmpty;
        Names = CsvHeader.Read(_records, _problems);
        if (_records.TextAfterQuote >= 0)
        {
            ReportTextAfterQuote();
        }

        var limit = Math.Min(KindInference.ManyLevels + 1, DistinctBudget / Names.Count);
        Columns = [.. Names.Select(name => new ColumnInspector(name, declared.TryGetValue(name, out var kind) ? kind : null, limit))];
        return true;
    }

    private void ReadRows()
    {
        while (_records.Read())
        {
            if (_records.TextAfterQuote >= 0)
            {
                ReportTextAfterQuote();
                continue;
            }

            if (_records.Fields != Columns.Count)
            {
                ReportRagged();
                continue;
            }

            Rows++;
            if (Rows * Columns.Count > DataLimits.Cells)
            {
                Fits = false;
                _problems.Error(
                    ProblemCodes.TooLarge, $"The table has more than {DataLimits.Cells} cells; reading stopped at row {_records.Row}.",
                    _records.Row, expected: $"at most {DataLimits.Cells} cells");
                return;
            }

            ReadCells();
        }

        if (Rows == 0 && _records is { Row: 0, Stop: CsvStop.None })
        {
            _problems.Error(ProblemCodes.HeaderOnly, "The file holds a header and no row.", expected: "rows of data");
        }
    }

    private void ReportRagged()
    {
        if (_problems.IsFull(ProblemCodes.RaggedRow, null))
        {
            _problems.More(ProblemCodes.RaggedRow, null, 1);
            return;
        }

        var seen = $"{_records.Fields} cells";
        _problems.Error(
            ProblemCodes.RaggedRow, $"Row {_records.Row} has {seen}; the header has {Columns.Count}.", _records.Row, seen: seen,
            expected: $"{Columns.Count} cells");
    }

    private void ReportTextAfterQuote() => _problems.Error(
        ProblemCodes.TextAfterQuote, $"Row {_records.Row} goes on after a closing quote.", _records.Row,
        _records.TextAfterQuote < Names.Count ? Names[_records.TextAfterQuote] : null,
        expected: "a separator or the end of the line; quotes within a cell doubled");

    private void ReadCells()
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            var cell = _records.Field(i);
            if (cell.Length > DataLimits.CellCharacters)
            {
                _problems.Error(
                    ProblemCodes.CellTooLarge,
                    $"Row {_records.Row}, column '{Names[i]}': the cell has {cell.Length} characters; at most {DataLimits.CellCharacters} are read.",
                    _records.Row, Names[i], $"{cell.Length} characters", $"at most {DataLimits.CellCharacters}");
                continue;
            }

            if (_records.Text.AnyMark)
            {
                LookForMarks(cell, Names[i]);
            }

            Columns[i].Add(cell, _records.Row);
        }
    }

    private void LookForMarks(ReadOnlySpan<char> cell, string column)
    {
        if (cell.Contains(Utf8Text.BrokenMark))
        {
            var seen = Utf8Text.Shown(ProblemList.Cut(cell.ToString())!);
            _problems.Error(
                ProblemCodes.InvalidUtf8,
                $"Row {_records.Row}, column '{column}': bytes that are not UTF-8; the file's first is byte {_records.Text.FirstBroken}.",
                _records.Row, column, seen, "UTF-8");
        }

        if (cell.Contains(Utf8Text.NulMark))
        {
            var seen = Utf8Text.Shown(ProblemList.Cut(cell.ToString())!);
            _problems.Error(
                ProblemCodes.NulByte,
                $"Row {_records.Row}, column '{column}': the cell holds a NUL; the first in the file is byte {_records.Text.FirstNul}.",
                _records.Row, column, seen, "text without NUL");
        }
    }

    private void ReportStop()
    {
        var row = _records.Row;
        var column = _records.Fields < Names.Count ? Names[_records.Fields] : null;
        switch (_records.Stop)
        {
            case CsvStop.UnclosedQuote:
                _problems.Error(
                    ProblemCodes.UnclosedQuote, $"A quote that opens in row {row} is never closed; what follows it could not be read.", row,
                    column, "\"", "a closing quote, then a separator or the end of the line");
                break;
            case CsvStop.RecordTooLarge:
                Fits = false;
                _problems.Error(
                    ProblemCodes.RecordTooLarge,
                    $"Row {row} has more than {DataLimits.RecordCharacters} characters: a cell too large, or a quote that is never closed.",
                    row, expected: $"at most {DataLimits.CellCharacters} characters a cell");
                break;
        }
    }

    /// <summary>Bytes that are wrong in places which are no cell of the table: in the header, or in a row that was not read.</summary>
    private void ReportBytes()
    {
        var text = _records.Text;
        if (text.Broken > 0 && !_problems.Has(ProblemCodes.InvalidUtf8))
        {
            _problems.Error(
                ProblemCodes.InvalidUtf8,
                $"The file holds {text.Broken} sequences that are not UTF-8, the first at byte {text.FirstBroken}.",
                seen: $"byte {text.FirstBroken}", expected: "UTF-8");
        }

        if (text.Nuls > 0 && !_problems.Has(ProblemCodes.NulByte))
        {
            _problems.Error(
                ProblemCodes.NulByte, $"The file holds {text.Nuls} NULs, the first at byte {text.FirstNul}.", seen: $"byte {text.FirstNul}",
                expected: "text without NUL");
        }
    }
}
