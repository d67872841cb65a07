namespace ServerlessMlops.Pipeline.Training;

/// <summary>Takes an expression apart, from its operands up: how it is written in another language. The meaning is <see cref="DerivedExpression"/>'s.</summary>
/// <remarks>Where a sum, difference, product, quotient or logarithm is not finite it has no value (NaN).</remarks>
/// <typeparam name="T">What stands for a part of the expression.</typeparam>
public interface IFormulaFold<T>
{
    T Constant(double value);

    /// <param name="index">Among the columns of the expression.</param>
    T Cell(int index);

    T Negative(T of);

    T Sum(T left, T right);

    T Difference(T left, T right);

    T Product(T left, T right);

    T Quotient(T left, T right);

    /// <summary>ln(1 + x); none from −1 down.</summary>
    T Log1p(T of);
}
