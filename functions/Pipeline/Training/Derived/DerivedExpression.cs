using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>A column that an expression reads.</summary>
/// <param name="IsDate">In <c>days</c>, which needs dates; else numbers or booleans (0 and 1).</param>
/// <param name="Position">Where its name starts, from 0.</param>
public sealed record ExpressionColumn(string Name, bool IsDate, int Position);

/// <summary>An expression of <c>features.derive</c>, parsed: a tree of arithmetic, and nothing that could run.</summary>
public sealed class DerivedExpression
{
    private readonly Formula _formula;
    private readonly double[]? _edges;

    internal DerivedExpression(string text, IReadOnlyList<ExpressionColumn> columns, Formula formula, double[]? edges)
    {
        Text = text;
        Columns = columns;
        _formula = formula;
        _edges = edges;
        Labels = edges is null ? null : [.. Enumerable.Range(0, edges.Length + 1).Select(bin => Label(edges, bin))];
    }

    public string Text { get; }

    /// <summary>Each once, in the order in which they are first named; never empty.</summary>
    public IReadOnlyList<ExpressionColumn> Columns { get; }

    /// <summary>Number, or category where the expression is <c>bins(…)</c>.</summary>
    public ColumnKind Kind => Labels is null ? ColumnKind.Number : ColumnKind.Category;

    /// <summary>Of bins, in ascending order; else null.</summary>
    public IReadOnlyList<string>? Labels { get; }

    /// <summary>Of bins: where each but the first begins, ascending; else null.</summary>
    public IReadOnlyList<double>? Edges => _edges;

    /// <summary>
    /// Parses one expression: + − × ÷ (also <c>*</c> and <c>/</c>), brackets, numbers, columns by name or as <c>[any name]</c>, and the functions
    /// <c>ratio</c>, <c>days</c>, <c>log1p</c> and, outermost, <c>bins</c>.
    /// </summary>
    public static ExpressionOutcome Parse(string text) => new ExpressionParser(text).Parse();

    /// <summary>The number of one row; NaN where a cell is missing or the result is not finite. For bins: what is binned.</summary>
    /// <param name="cells">One a column of <see cref="Columns"/>; NaN where missing.</param>
    public double Evaluate(ReadOnlySpan<double> cells) => _formula.Evaluate(cells);

    /// <summary>The expression in another language; for bins, what is binned.</summary>
    public T Fold<T>(IFormulaFold<T> fold) => _formula.Fold(fold);

    /// <summary>The index in <see cref="Labels"/> of a number, −1 of NaN; each bin is closed below.</summary>
    public int Bin(double value)
    {
        if (double.IsNaN(value))
        {
            return -1;
        }

        var bin = 0;
        while (bin < _edges!.Length && value >= _edges[bin])
        {
            bin++;
        }

        return bin;
    }

    private static string Label(double[] edges, int bin) =>
        bin == 0 ? FormattableString.Invariant($"< {edges[0]}")
        : bin == edges.Length ? FormattableString.Invariant($">= {edges[^1]}")
        : FormattableString.Invariant($"{edges[bin - 1]} to < {edges[bin]}");
}

/// <summary>What parsing an expression came to.</summary>
public abstract record ExpressionOutcome
{
    private ExpressionOutcome()
    {
    }

    public sealed record Parsed(DerivedExpression Expression) : ExpressionOutcome;

    /// <param name="Position">Of the character from which it is wrong, from 0.</param>
    /// <param name="Seen">What stands there.</param>
    public sealed record Faulty(int Position, string Message, string Seen, string Expected) : ExpressionOutcome;
}
