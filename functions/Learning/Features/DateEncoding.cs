namespace ServerlessMlops.Learning.Features;

/// <summary>What is told by a date.</summary>
public enum DatePart
{
    /// <summary>Days since 1970-01-01, with the time of day as a fraction.</summary>
    Days,

    /// <summary>Days from the date to the reference: 0 for the last date of the training rows, less than 0 after it.</summary>
    Age,

    Year,

    /// <summary>1–12.</summary>
    Month,

    /// <summary>Of the month, 1–31.</summary>
    Day,

    /// <summary>0 is Sunday.</summary>
    Weekday,

    /// <summary>0–24, with minutes as a fraction.</summary>
    Hour,
}

/// <summary>The parts of a date, in UTC; NaN each where it is missing.</summary>
/// <param name="Reference">
/// Days since 1970-01-01 from which ages are counted; fixed when fitted, so that a model's ages do not grow with time.
/// </param>
public sealed record DateEncoding(IReadOnlyList<DatePart> Parts, double Reference) : FeatureEncoding
{
    internal override IReadOnlyList<int> Layout => new int[Parts.Count];

    internal override CellWriter Prepare() => new Writer([.. Parts], Reference);

    private sealed class Writer(DatePart[] parts, double reference) : CellWriter
    {
        public override void Write(FeatureValue value, Span<double> cells)
        {
            if (double.IsNaN(value.Number))
            {
                cells[..parts.Length].Fill(double.NaN);
                return;
            }

            // Days are held as a double: a millisecond is the finest that every date keeps.
            var time = DateTime.UnixEpoch.AddMilliseconds(Math.Round(value.Number * 86_400_000));
            for (var part = 0; part < parts.Length; part++)
            {
                cells[part] = parts[part] switch
                {
                    DatePart.Days => value.Number + 0.0,
                    DatePart.Age => reference - value.Number,
                    DatePart.Year => time.Year,
                    DatePart.Month => time.Month,
                    DatePart.Day => time.Day,
                    DatePart.Weekday => (int)time.DayOfWeek,
                    _ => time.TimeOfDay.TotalHours,
                };
            }
        }
    }
}
