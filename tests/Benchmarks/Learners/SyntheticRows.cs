using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Benchmarks.Learners;

/// <param name="Values">Row by row.</param>
internal sealed record Part(double[] Values, float[] Labels);

/// <summary>28 columns, eight of which matter through products, steps and waves, with noise: the same at every run.</summary>
internal static class SyntheticRows
{
    public const int Columns = 28;

    public static Part Make(int rows, int stream)
    {
        var random = new Xoshiro256(20_261_125, stream);
        var values = new double[rows * Columns];
        var labels = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var x = values.AsSpan(row * Columns, Columns);
            foreach (ref var value in x)
            {
                value = Gauss(ref random);
            }

            var level = x[0] + (x[1] * x[2]) + Math.Sin(2 * x[3]) + (x[4] > 0.5 ? x[5] : -0.5 * x[6]) + (0.3 * x[7] * x[7]) - 0.3 + (1.5 * Gauss(ref random));
            labels[row] = level > 0 ? 1 : 0;
        }

        return new Part(values, labels);
    }

    private static double Unit(ref Xoshiro256 random) => (random.Next() >> 11) * (1.0 / (1UL << 53));

    private static double Gauss(ref Xoshiro256 random) => Math.Sqrt(-2 * Math.Log(1 - Unit(ref random))) * Math.Cos(2 * Math.PI * Unit(ref random));
}
