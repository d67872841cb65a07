using System.Runtime.CompilerServices;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The cells of one column, page after page.</summary>
internal sealed class ParquetColumnReader(ParquetColumn column, ParquetPages pages, ProblemList problems)
{
    private readonly ParquetDictionary[] _dictionaries = [new(), new()];
    private readonly RleRuns _levels = new();
    private readonly RleRuns _codes = new();
    private int[] _defined = [];
    private byte[] _page = [];
    private PageValues? _values;
    private ParquetDictionary? _dictionary;
    private ParquetChunk _chunk;
    private long _position;
    private long _valuesLeft;
    private int _pageLeft;
    private bool _isCoded;
    private int _dictionarySlot;

    public ParquetColumn Column => column;

    /// <summary>Begins with another row group.</summary>
    public bool TryBegin(in ParquetChunk chunk)
    {
        if (!ParquetCodec.IsKnown(chunk.Codec))
        {
            return pages.Faults.Unsupported($"compression with {ParquetCodec.Name(chunk.Codec)}", column.Name);
        }

        (_chunk, _position, _valuesLeft, _pageLeft) = (chunk, chunk.Start, chunk.Values, 0);
        _dictionary = null;
        return true;
    }

    /// <returns>Cells left of the page that is being read, or of the next one; 0 where there is none: it was said why.</returns>
    public int Available()
    {
        while (_pageLeft == 0)
        {
            if (!TryNextPage())
            {
                return 0;
            }
        }

        return _pageLeft;
    }

    /// <param name="count">At most what is available.</param>
    public bool TryRead(int count, ParquetCells cells, ReadOnlySpan<long> rows)
    {
        (cells.HasMissing, cells.Dictionary) = (false, _isCoded ? _dictionary : null);
        var present = column.Optional ? ReadLevels(count, cells) : count;
        if (present < 0)
        {
            return pages.Faults.Corrupt("which cells are missing cannot be told", column.Name);
        }

        _pageLeft -= count;
        _valuesLeft -= count;
        return _isCoded ? TryReadCodes(count, present, cells, rows) : TryReadValues(count, present, cells, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadCodes(int count, int present, ParquetCells cells, ReadOnlySpan<long> rows)
    {
        var codes = cells.Codes;
        if (!_codes.TryRead(codes.AsSpan(0, present)))
        {
            return pages.Faults.Corrupt("a page ends too early", column.Name);
        }

        var entries = (uint)_dictionary!.Count;
        foreach (var code in codes.AsSpan(0, present))
        {
            if ((uint)code >= entries)
            {
                return pages.Faults.Corrupt($"value {(uint)code} of a dictionary of {entries}", column.Name);
            }
        }

        if (_dictionary.HasLong && !pages.TryRepeat(_dictionary.Lengths(codes.AsSpan(0, present))))
        {
            return false;
        }

        for (var (row, from) = (count - 1, present - 1); cells.HasMissing && row >= 0; row--)
        {
            codes[row] = cells.Missing[row] ? -1 : codes[from--];
        }

        for (var row = 0; _dictionary.HasBroken && row < count; row++)
        {
            if (codes[row] >= 0 && _dictionary.Broken(codes[row]) is not TextFault.None and var fault)
            {
                TextFaults.Report(problems, fault, rows[row], column.Name, _dictionary.Raw(codes[row]));
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadValues(int count, int present, ParquetCells cells, ReadOnlySpan<long> rows)
    {
        cells.NeedValues();
        var values = cells.Values;
        if (!_values!.TryRead(values.AsSpan(0, present)))
        {
            return pages.Faults.Corrupt("a page ends too early, or makes no sense", column.Name);
        }

        if (column.IsPlaced && !cells.TryKeep(present, _values.Bytes, pages.Memory))
        {
            return false;
        }

        for (var (row, from) = (count - 1, present - 1); cells.HasMissing && row >= 0; row--)
        {
            values[row] = cells.Missing[row] ? 0 : values[from--];
        }

        for (var row = 0; column.Kind == ParquetKind.Text && row < count; row++)
        {
            if (TextFaults.Find(cells.Raw(row)) is not TextFault.None and var fault)
            {
                TextFaults.Report(problems, fault, rows[row], column.Name, cells.Raw(row));
                values[row] = fault == TextFault.TooLarge ? 0 : values[row];
            }
        }

        return true;
    }

    /// <returns>Cells that are not missing; -1 where it cannot be told.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadLevels(int count, ParquetCells cells)
    {
        if (_levels.TryTakeRepeats(count, out var all))
        {
            cells.HasMissing = (all & 1) == 0;
            cells.Missing.AsSpan(0, count).Fill(cells.HasMissing);
            return cells.HasMissing ? 0 : count;
        }

        _defined = _defined.Length < count ? new int[cells.Missing.Length] : _defined;
        if (!_levels.TryRead(_defined.AsSpan(0, count)))
        {
            return -1;
        }

        var present = 0;
        for (var row = 0; row < count; row++)
        {
            present += _defined[row] & 1;
            cells.Missing[row] = (_defined[row] & 1) == 0;
        }

        cells.HasMissing = present < count;
        return present;
    }

    private bool TryNextPage()
    {
        if (_valuesLeft == 0 || _position >= _chunk.Start + _chunk.Length)
        {
            return pages.Faults.Corrupt("its pages hold fewer rows than are told", column.Name);
        }

        if (!pages.TryReadHeader(_chunk, column.Name, ref _position, out var header))
        {
            return false;
        }

        switch (header.Type)
        {
            case ParquetPageType.Dictionary:
                return TryReadDictionary(header);
            case ParquetPageType.Data or ParquetPageType.DataV2:
                break;
            default:
                _position += header.Compressed;
                return true;
        }

        if (header.Values < 0 || header.Values > _valuesLeft)
        {
            return pages.Faults.Corrupt($"a page is said to hold {header.Values} of {_valuesLeft} values", column.Name);
        }

        return pages.TryReadPage(_chunk, header, column.Name, ref _position, ref _page) && TryBeginPage(header, _page);
    }

    private bool TryReadDictionary(in ParquetPageHeader header)
    {
        if (_dictionary is not null || header.Values < 0 || column.Physical == ParquetPhysical.Boolean)
        {
            return pages.Faults.Corrupt("a dictionary that makes no sense", column.Name);
        }

        // Cells of the row group before may still be looked at; those of the one before that are not.
        _dictionarySlot ^= 1;
        _dictionary = _dictionaries[_dictionarySlot];
        return pages.TryReadPage(_chunk, header, column.Name, ref _position, ref _dictionary.Page)
            && (_dictionary.TryRead(column, header.Uncompressed, header.Values, pages.Memory, out var isFull)
                || (!isFull && pages.Faults.Corrupt("a dictionary holds fewer values than are told", column.Name)));
    }

    private bool TryBeginPage(in ParquetPageHeader header, byte[] page)
    {
        var end = header.Uncompressed;
        if (!TryBeginLevels(header, page, out var start))
        {
            return pages.Faults.Corrupt("a page makes no sense", column.Name);
        }

        _pageLeft = header.Values;
        _isCoded = header.Encoding is ParquetEncoding.PlainDictionary or ParquetEncoding.RleDictionary;
        if (_isCoded)
        {
            // A page whose cells are all missing may hold nothing.
            int width = start < end ? page[start] : 0;
            _codes.Begin(page, Math.Min(start + 1, end), end, width);
            return (_dictionary is not null && width <= 32) || pages.Faults.Corrupt("a page without its dictionary", column.Name);
        }

        _values = header.Encoding switch
        {
            ParquetEncoding.Plain => new PlainValues(column, page, start, end),
            ParquetEncoding.Rle when column.Physical == ParquetPhysical.Boolean => new RleBooleans(page, Math.Min(start + 4, end), end),
            ParquetEncoding.DeltaBinaryPacked when column.Physical is ParquetPhysical.Int32 or ParquetPhysical.Int64 =>
                new DeltaIntegers(page, start, end, column.Physical == ParquetPhysical.Int32),
            ParquetEncoding.DeltaLengthByteArray when column.Physical == ParquetPhysical.Bytes =>
                new DeltaLengthTexts(page, start, end, header.Values),
            ParquetEncoding.DeltaByteArray when column.Physical is ParquetPhysical.Bytes or ParquetPhysical.FixedBytes =>
                new DeltaByteTexts(column, page, start, end, header.Values, pages),
            ParquetEncoding.ByteStreamSplit when column.Width > 0 && !column.IsPlaced => new SplitValues(column, page, start, end),
            _ => null,
        };
        return _values is not null || pages.Faults.Unsupported($"the encoding {header.Encoding} for {column.Physical}", column.Name);
    }

    private bool TryBeginLevels(in ParquetPageHeader header, byte[] page, out int start)
    {
        start = 0;
        var end = header.Uncompressed;
        if (header.Type == ParquetPageType.DataV2)
        {
            start = header.DefinitionBytes;
            _levels.Begin(page, 0, start, 1);
            return true;
        }

        if (!column.Optional)
        {
            return true;
        }

        if (header.Values == 0)
        {
            start = end;
            return true;
        }

        if (end < 4 || header.LevelEncoding != ParquetEncoding.Rle || BitConverter.ToUInt32(page) is var length && length > (uint)(end - 4))
        {
            return false;
        }

        start = 4 + (int)length;
        _levels.Begin(page, 4, start, 1);
        return true;
    }
}
