namespace ServerlessMlops.Pipeline.Training;

/// <summary>A node of an expression: a number from the numbers of one row, NaN where there is none.</summary>
internal abstract record Formula
{
    /// <param name="cells">One a column of the expression; NaN where missing.</param>
    public abstract double Evaluate(ReadOnlySpan<double> cells);

    public abstract T Fold<T>(IFormulaFold<T> fold);

    public sealed record Constant(double Value) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => Value;

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Constant(Value);
    }

    /// <param name="Index">Among the columns of the expression.</param>
    public sealed record Cell(int Index) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => cells[Index];

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Cell(Index);
    }

    public sealed record Negative(Formula Of) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => -Of.Evaluate(cells);

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Negative(Of.Fold(fold));
    }

    public sealed record Sum(Formula Left, Formula Right) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => Finite(Left.Evaluate(cells) + Right.Evaluate(cells));

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Sum(Left.Fold(fold), Right.Fold(fold));
    }

    public sealed record Difference(Formula Left, Formula Right) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => Finite(Left.Evaluate(cells) - Right.Evaluate(cells));

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Difference(Left.Fold(fold), Right.Fold(fold));
    }

    public sealed record Product(Formula Left, Formula Right) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => Finite(Left.Evaluate(cells) * Right.Evaluate(cells));

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Product(Left.Fold(fold), Right.Fold(fold));
    }

    public sealed record Quotient(Formula Left, Formula Right) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells) => Finite(Left.Evaluate(cells) / Right.Evaluate(cells));

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Quotient(Left.Fold(fold), Right.Fold(fold));
    }

    /// <summary>ln(1 + x), exact to the last digits for small x too (Kahan); none from −1 down.</summary>
    public sealed record Log1p(Formula Of) : Formula
    {
        public override double Evaluate(ReadOnlySpan<double> cells)
        {
            var x = Of.Evaluate(cells);
            var u = 1 + x;
            return u == 1 ? x : u <= 0 ? double.NaN : Finite(Math.Log(u) * (x / (u - 1)));
        }

        public override T Fold<T>(IFormulaFold<T> fold) => fold.Log1p(Of.Fold(fold));
    }

    /// <summary>What has no finite value has none: a quotient by zero, a number too large.</summary>
    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
