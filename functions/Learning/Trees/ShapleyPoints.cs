using System.Runtime.Intrinsics;

namespace ServerlessMlops.Learning.Trees;

/// <summary>Points of a quadrature, four to a vector.</summary>
internal sealed class ShapleyPoints
{
    /// <summary>How many distinct columns of a path one vector is exact for: n points are for 2n of them.</summary>
    public const int ColumnsOfBlock = 8;

    public ShapleyPoints(int blocks)
    {
        var rule = GaussLegendre.Of(blocks * Vector256<double>.Count);
        Known = Vectors(blocks, point => rule.Points[point]);

        // Taken from the mirrored point, 1 − t loses nothing near 1.
        Unknown = Vectors(blocks, point => rule.Points[^(point + 1)]);
        Weight = Vectors(blocks, point => rule.Weights[point]);
    }

    public int Blocks => Known.Length;

    /// <summary>t: how likely a column is known.</summary>
    public Vector256<double>[] Known { get; }

    /// <summary>1 − t.</summary>
    public Vector256<double>[] Unknown { get; }

    public Vector256<double>[] Weight { get; }

    public static int BlocksFor(int columns) => Math.Max(1, (columns + ColumnsOfBlock - 1) / ColumnsOfBlock);

    private static Vector256<double>[] Vectors(int blocks, Func<int, double> of) =>
    [
        .. Enumerable.Range(0, blocks).Select(block => Vector256.Create(of(4 * block), of((4 * block) + 1), of((4 * block) + 2), of((4 * block) + 3))),
    ];
}
