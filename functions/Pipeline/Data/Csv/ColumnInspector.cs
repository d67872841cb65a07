using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Counts the forms of a column's cells in one pass and bounded memory; <see cref="KindInference"/> decides from the counts.</summary>
internal sealed class ColumnInspector(string name, ColumnKind? declared, int distinctLimit)
{
    private readonly HashSet<ulong> _distinct = [];

    public string Name => name;

    /// <summary>The kind that pipeline.yaml states or needs; null where it is to be inferred.</summary>
    public ColumnKind? Declared => declared;

    public long Present { get; private set; }

    /// <summary>Finite numbers without a comma, codes such as 007 among them.</summary>
    public long Numbers { get; private set; }

    /// <summary>Numbers with a decimal point or an exponent.</summary>
    public long Points { get; private set; }

    public long Codes { get; private set; }

    public long Commas { get; private set; }

    public long MaybeThousands { get; private set; }

    public long TrueFalse { get; private set; }

    public long Dates { get; private set; }

    public Sightings NotFinite { get; } = new();

    public Sightings Nan { get; } = new();

    public Sightings Spaced { get; } = new();

    /// <summary>Neither numbers with a point nor infinite: text, booleans, dates, and numbers with a comma.</summary>
    public Sightings NotNumber { get; } = new();

    /// <summary>Not numbers in either notation.</summary>
    public Sightings NotNumberNorComma { get; } = new();

    public Sightings NotDate { get; } = new();

    public Sightings NotBoolean { get; } = new();

    /// <summary>Distinct texts, counted up to the limit given.</summary>
    public int Distinct => _distinct.Count;

    public bool DistinctIsCut => _distinct.Count >= distinctLimit;

    public void Add(ReadOnlySpan<char> raw, long row)
    {
        var cell = raw.Trim();
        if (cell.Length != raw.Length && cell.Length > 0)
        {
            Spaced.Add(row, raw);
        }

        if (MissingTokens.Match(cell))
        {
            if (MissingTokens.IsNan(cell))
            {
                Nan.Add(row, cell);
            }

            return;
        }

        Present++;
        if (_distinct.Count < distinctLimit)
        {
            _distinct.Add(StableHash.Of(cell));
        }

        Classify(cell, row);
    }

    private void Classify(ReadOnlySpan<char> cell, long row)
    {
        if (Cell.TryNumber(cell, decimalComma: false, out var number))
        {
            AddNumber(cell, number, row);
        }
        else if (Cell.HasDecimalComma(cell) && Cell.TryNumber(cell, decimalComma: true, out _))
        {
            Commas++;
            MaybeThousands += Cell.CouldBeThousands(cell) ? 1 : 0;
            NotNumber.Add(row, cell);
            NotDate.Add(row, cell);
        }
        else
        {
            NotNumber.Add(row, cell);
            NotNumberNorComma.Add(row, cell);
            if (Cell.TryDate(cell, out _))
            {
                Dates++;
            }
            else
            {
                NotDate.Add(row, cell);
                TrueFalse += Cell.TryTrueFalse(cell, out _) ? 1 : 0;
            }
        }

        if (declared == ColumnKind.Boolean && !Cell.TryBoolean(cell, out _))
        {
            NotBoolean.Add(row, cell);
        }
    }

    private void AddNumber(ReadOnlySpan<char> cell, double number, long row)
    {
        NotDate.Add(row, cell);
        if (!double.IsFinite(number))
        {
            NotFinite.Add(row, cell);
            return;
        }

        Numbers++;
        Points += cell.ContainsAny('.', 'e', 'E') ? 1 : 0;
        Codes += Cell.LooksLikeCode(cell) ? 1 : 0;
    }
}
