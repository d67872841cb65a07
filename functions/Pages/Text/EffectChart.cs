using System.Globalization;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pages.Text;

/// <summary>A drawing of how the score goes with one number or date: 400 × 250 user units, so that its text can be read at 390 px.</summary>
public sealed class EffectChart
{
    public const int Width = 400;
    public const int Height = 250;
    public const int Left = 52;
    public const int Right = 392;
    public const int Top = 12;
    public const int Bottom = 178;

    /// <summary>The rows stand below the curves.</summary>
    public const int Ground = 214;

    private const int RowsHeight = 28;

    private readonly double _from;
    private readonly double _to;
    private readonly double _low;
    private readonly double _high;

    /// <param name="effect">Of a number or a date, with at least two points.</param>
    public EffectChart(InputEffect effect)
    {
        Effect = effect;
        (_from, _to) = (effect.Points[0].At!.Value, effect.Points[^1].At!.Value);
        Shift = effect.Points.Zip(effect.Points.Skip(1), (left, right) => right.N * (left.Partial + right.Partial) / 2).Sum()
            / Math.Max(1, effect.Points.Skip(1).Sum(point => point.N));
        var values = effect.Points.SelectMany(point => new[] { point.Partial, point.Accumulated!.Value + Shift }).ToArray();
        var room = Math.Max(0.05 * (values.Max() - values.Min()), 1e-9 * Math.Max(1, Math.Abs(values.Max())));
        (_low, _high) = (values.Min() - room, values.Max() + room);
    }

    public InputEffect Effect { get; }

    /// <summary>Mean partial dependence over the rows: accumulated effects, which are about 0, are drawn about it.</summary>
    public double Shift { get; }

    public string Partial => Path(point => point.Partial);

    public string Accumulated => Path(point => point.Accumulated!.Value + Shift);

    /// <summary>Two to six round numbers.</summary>
    public IEnumerable<(double At, string Label)> Scale
    {
        get
        {
            var raw = (_high - _low) / 4;
            var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
            var step = power * ((raw / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
            var decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step)), 0, 6);
            // Adding zero makes −0 and 0 one.
            for (var tick = Math.Ceiling(_low / step) + 0.0; tick * step <= _high; tick++)
            {
                yield return (Y(tick * step), (tick * step).ToString($"F{decimals}", CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Where the curve begins, its middle and its end.</summary>
    public IEnumerable<(double At, string Label, string Anchor)> Places =>
    [
        (Left, Text(_from), "start"), ((Left + Right) / 2.0, Text((_from + _to) / 2), "middle"), (Right, Text(_to), "end"),
    ];

    /// <summary>Rows of equal intervals, as bars from <see cref="Ground"/> up.</summary>
    public IEnumerable<(double X, double Width, double Height)> Bars
    {
        get
        {
            var width = (Right - Left) / (double)Math.Max(1, Effect.Histogram.Count);
            var most = Math.Max(1, Effect.Histogram.DefaultIfEmpty(0).Max());
            return Effect.Histogram.Select((rows, bin) => (Left + (bin * width), width - 1, RowsHeight * (double)rows / most));
        }
    }

    /// <summary>One sentence for who does not see the drawing.</summary>
    public string Sentence
    {
        get
        {
            var (least, most) = (Effect.Points.MinBy(point => point.Partial)!, Effect.Points.MaxBy(point => point.Partial)!);
            return $"Partial dependence goes from {Numbers.Of(Effect.Points[0].Partial)} at {Effect.Points[0].Label} to {Numbers.Of(Effect.Points[^1].Partial)} at "
                + $"{Effect.Points[^1].Label}; least {Numbers.Of(least.Partial)} at {least.Label}, most {Numbers.Of(most.Partial)} at {most.Label}.";
        }
    }

    private string Text(double value) => Effect.Kind == ColumnKind.Date
        ? NumberColumn.Format(ColumnKind.Date, Math.Round(value))
        : Math.Abs(value) >= 1000 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("0.##", CultureInfo.InvariantCulture);

    private double X(double value) => Left + ((Right - Left) * (value - _from) / (_to - _from));

    private double Y(double value) => Bottom - ((Bottom - Top) * (value - _low) / (_high - _low));

    private string Path(Func<EffectPoint, double> value)
    {
        var path = new StringBuilder();
        foreach (var point in Effect.Points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Numbers.At(X(point.At!.Value))).Append(' ').Append(Numbers.At(Y(value(point))));
        }

        return path.ToString();
    }
}
