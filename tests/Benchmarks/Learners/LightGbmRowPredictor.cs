using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ServerlessMlops.Learning.Native;

namespace ServerlessMlops.Benchmarks.Learners;

/// <summary>LightGBM's quickest way for one row at a time: the parameters are parsed beforehand.</summary>
internal sealed unsafe partial class LightGbmRowPredictor : SafeHandleZeroOrMinusOneIsInvalid
{
    private const string Library = "lib_lightgbm";

    private readonly LightGbmBooster _booster;
    private readonly int _width;

    /// <param name="width">Numbers that one row gives.</param>
    public LightGbmRowPredictor(LightGbmBooster booster, int predictType, int width)
        : base(ownsHandle: true)
    {
        LightGbmRuntime.Enter();
        var code = LGBM_BoosterPredictForMatSingleRowFastInit(
            booster.Raw, predictType, 0, -1, LightGbmApi.Float64, booster.Columns, "num_threads=1 verbosity=-1", out var prepared);
        LightGbmRuntime.Check(code, nameof(LGBM_BoosterPredictForMatSingleRowFastInit));
        SetHandle(prepared);

        // What was prepared points into the booster, which must be freed after it.
        var isHeld = false;
        booster.DangerousAddRef(ref isHeld);
        _booster = booster;
        _width = width;
    }

    public double[] Predict(ReadOnlySpan<double> row)
    {
        if (row.Length != _booster.Columns)
        {
            throw new ArgumentException($"Seen {row.Length} numbers, expected {_booster.Columns}.", nameof(row));
        }

        LightGbmRuntime.Enter();
        var results = new double[_width];
        fixed (double* data = row)
        fixed (double* result = results)
        {
            LightGbmRuntime.Check(
                LGBM_BoosterPredictForMatSingleRowFast(this, data, out _, result),
                nameof(LGBM_BoosterPredictForMatSingleRowFast));
        }

        return results;
    }

    protected override bool ReleaseHandle()
    {
        var code = LGBM_FastConfigFree(handle);
        _booster.DangerousRelease();
        return code == 0;
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterPredictForMatSingleRowFastInit(
        nint booster, int predictType, int startIteration, int iterations, int dataType, int columns, string parameters, out nint prepared);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterPredictForMatSingleRowFast(LightGbmRowPredictor prepared, double* row, out long length, double* results);

    [LibraryImport(Library)]
    private static partial int LGBM_FastConfigFree(nint prepared);
}
