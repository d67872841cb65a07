using Sylvan.Data.Csv;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Where reading had to stop, since what follows cannot be told apart into cells.</summary>
internal enum CsvStop { None, RecordTooLarge, UnclosedQuote, TextAfterQuote }

/// <summary>The records of one file, RFC 4180: quoted cells, doubled quotes, line ends within quotes; LF, CR LF or CR; a BOM is dropped.</summary>
internal sealed class CsvRecords : IDisposable
{
    private readonly CsvDataReader _reader;
    private int _columns = 2;

    private CsvRecords(Utf8Text text, char delimiter)
    {
        Text = text;
        _reader = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            CsvStyle = CsvStyle.Standard,
            BufferSize = 1 << 16,
            MaxBufferSize = DataLimits.RecordCharacters,
            // Rows that start with # are data. The decoder lets no NUL through.
            Comment = '\0',
        });
    }

    public Utf8Text Text { get; }

    /// <summary>The header is row 0.</summary>
    public long Row { get; private set; } = -1;

    public int Fields => _reader.RowFieldCount;

    public CsvStop Stop { get; private set; }

    /// <summary>Field at which reading stopped, from 0; -1 where unknown.</summary>
    public int StopField { get; private set; } = -1;

    public static CsvRecords Open(Stream stream, char delimiter) => new(new Utf8Text(stream), delimiter);

    /// <summary>Valid until the next read.</summary>
    public ReadOnlySpan<char> Field(int ordinal) => _reader.GetFieldSpan(ordinal);

    /// <summary>Blank lines are not records, except in a table of one column, where they are missing cells.</summary>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                if (Fields == 1 && _columns > 1 && Field(0).IsEmpty)
                {
                    continue;
                }

                if (++Row == 0)
                {
                    _columns = Fields;
                }

                return true;
            }

            return false;
        }
        catch (CsvRecordTooLargeException)
        {
            Stop = CsvStop.RecordTooLarge;
        }
        catch (CsvInvalidCharacterException fault)
        {
            // The quote itself is named where the file ended before its pair was found.
            Stop = fault.InvalidCharacter == '"' ? CsvStop.UnclosedQuote : CsvStop.TextAfterQuote;
            StopField = fault.FieldOrdinal;
        }

        Row++;
        return false;
    }

    public void Dispose() => _reader.Dispose();
}
