using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Numbers; also booleans (0 and 1) and dates (days since 1970-01-01, UTC).</summary>
public sealed class NumberColumn : Column
{
    public NumberColumn(string name, ColumnKind kind, double[] values)
        : base(name, kind)
    {
        if (kind is ColumnKind.Category or ColumnKind.Text)
        {
            throw new ArgumentException($"Seen the kind {kind} for numbers; expected Number, Boolean or Date.", nameof(kind));
        }

        Values = values;
    }

    /// <summary>One a row; NaN where the cell is missing, else finite.</summary>
    public double[] Values { get; }

    public override int RowCount => Values.Length;

    public override bool IsMissing(int row) => double.IsNaN(Values[row]);

    public override string? Text(int row) => IsMissing(row) ? null : Format(Kind, Values[row]);

    /// <summary>How a value of this kind is written: the shortest text that reads back as the same number, <c>true</c>, or an ISO date.</summary>
    public static string Format(ColumnKind kind, double value) => kind switch
    {
        ColumnKind.Boolean => value == 0 ? "false" : "true",
        ColumnKind.Date => Cell.FormatDate(value),
        _ => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture),
    };

    internal override ulong Hash(int row) => StableHash.Of(Values[row] == 0 ? 0.0 : Values[row]);
}
