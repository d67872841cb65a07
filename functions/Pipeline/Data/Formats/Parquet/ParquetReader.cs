using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The rows of a Parquet file; how it is read stands in <c>docs/problems.md</c>.</summary>
/// <remarks>
/// Pages are decoded here, in managed code whose every index is checked (decision 0340): a file can say what it will, and costs at most
/// <see cref="PageMemory.Most"/> and the time that its own size allows.
/// </remarks>
internal sealed class ParquetReader : RowReader
{
    private readonly Stream _file;
    private readonly ProblemList _problems;
    private readonly ParquetFaults _faults;
    private readonly ParquetPages _pages;
    private readonly ParquetFooter? _footer;
    private readonly ParquetColumnReader[] _columns = [];
    private int _group;
    private long _left;
    private long _row;
    private long _visits;

    /// <param name="file">Seekable; it stays open.</param>
    public ParquetReader(Stream file, ProblemList problems)
    {
        (_file, _problems) = (file, problems);
        _faults = new ParquetFaults(problems);
        _pages = new ParquetPages(file, _faults);
        Facts = new FileFacts("parquet");
        _footer = ParquetFooter.Read(file, _faults);
        if (_footer is null || !IsSound(_footer))
        {
            return;
        }

        Facts = Facts with { Compression = Compression(_footer) };
        Names = CsvHeader.Read([.. _footer.Columns.Select(column => column.Name)], problems);
        _columns = [.. _footer.Columns.Select((column, i) => new ParquetColumnReader(column with { Name = Names[i] }, _pages, problems))];
    }

    public override IReadOnlyList<string> Names { get; } = [];

    public override FileFacts Facts { get; }

    public static bool Recognise(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8);

    public override RowBatch NewBatch() => new ParquetBatch([.. _columns.Select(column => column.Column)]);

    public override bool Read(RowBatch batch)
    {
        var rows = (ParquetBatch)batch;
        rows.Clear();
        if (_columns.Length == 0 || _faults.HasStopped || !TryGroup())
        {
            return false;
        }

        var count = (int)Math.Min(rows.Capacity, _left);
        foreach (var column in _columns)
        {
            count = Math.Min(count, column.Available());
            if (count == 0)
            {
                return false;
            }
        }

        _visits += _columns.Length;
        if (_visits > Expansion.FreeVisits + (_file.Length * Expansion.VisitsPerByte))
        {
            _faults.Bomb("pages that end at another row in each column", "pages of some thousand rows");
            return false;
        }

        var numbers = rows.Number(count, _row);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!_columns[i].TryRead(count, rows[i], numbers))
            {
                return false;
            }
        }

        rows.Commit(count);
        _row += count;
        _left -= count;
        return true;
    }

    public override void Finish()
    {
        if (_faults.HasStopped || _columns.Length == 0)
        {
            return;
        }

        if (_row != _footer!.Rows)
        {
            _faults.Corrupt($"it is said to have {_footer.Rows} rows, and has {_row}");
        }
        else if (_row == 0)
        {
            _problems.Error(ProblemCodes.HeaderOnly, "The file holds columns and no row.", expected: "rows of data");
        }
    }

    public override void Dispose() => _pages.Dispose();

    /// <summary>Goes to the next row group that has rows, where the one before was read to its end.</summary>
    private bool TryGroup()
    {
        while (_left == 0 && _group < _footer!.Groups.Count)
        {
            if (ParquetGroup.Read(_footer, _group++, _file.Length, _faults) is not { } group)
            {
                return false;
            }

            _left = group.Rows;
            if (_left > _footer.Rows - _row)
            {
                return _faults.Corrupt($"it is said to have {_footer.Rows} rows, and has more");
            }

            for (var i = 0; i < _columns.Length && _left > 0; i++)
            {
                if (!_columns[i].TryBegin(group.Chunks[_columns[i].Column.Leaf]))
                {
                    return false;
                }
            }
        }

        return _left > 0;
    }

    private bool IsSound(ParquetFooter footer)
    {
        foreach (var (name, reason) in footer.LeftOut)
        {
            _problems.Warn(
                ProblemCodes.ParquetColumnLeftOut, $"Column '{ProblemList.Cut(name)}' was left out: it is {reason}.", 0, name, reason,
                "a number, text, boolean or date in each row");
        }

        if (footer.Columns.Count == 0)
        {
            _problems.Error(ProblemCodes.EmptyFile, "The file holds no column that can be read.", expected: "columns and rows of data");
            return false;
        }

        if (footer.Columns[0].Name.AsSpan().IsWhiteSpace())
        {
            _problems.Error(ProblemCodes.EmptyHeader, "Column 1 has no name.", 0, seen: "", expected: "a name");
        }

        return !Expansion.IsBomb(_file.Length, footer.Rows, footer.Columns.Count)
            || _faults.Bomb($"{footer.Rows} rows of {footer.Columns.Count} columns", $"at most {Expansion.CellsPerByte} cells a byte");
    }

    private string? Compression(ParquetFooter footer) =>
        footer.Groups.Count > 0 && ParquetGroup.Read(footer, 0, _file.Length, _faults) is { Chunks: { Length: > 0 } chunks }
            && chunks[footer.Columns[0].Leaf].Codec is > 0 and var codec
            ? ParquetCodec.Name(codec)
            : null;
}
