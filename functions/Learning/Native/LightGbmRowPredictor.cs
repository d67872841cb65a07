using Microsoft.Win32.SafeHandles;

namespace ServerlessMlops.Learning.Native;

/// <summary>Predicts one row at a time with the parameters parsed beforehand. Thread-safe: the library locks each prepared call.</summary>
internal sealed unsafe class LightGbmRowPredictor : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly LightGbmBooster _booster;
    private readonly int _width;

    /// <param name="width">Numbers that one row gives.</param>
    public LightGbmRowPredictor(LightGbmBooster booster, int predictType, int width)
        : base(ownsHandle: true)
    {
        LightGbmRuntime.Enter();
        var code = LightGbmApi.LGBM_BoosterPredictForMatSingleRowFastInit(
            booster.Raw, predictType, 0, -1, LightGbmApi.Float64, booster.Columns, "num_threads=1 verbosity=-1", out var prepared);
        LightGbmRuntime.Check(code, nameof(LightGbmApi.LGBM_BoosterPredictForMatSingleRowFastInit));
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
                LightGbmApi.LGBM_BoosterPredictForMatSingleRowFast(this, data, out _, result),
                nameof(LightGbmApi.LGBM_BoosterPredictForMatSingleRowFast));
        }

        return results;
    }

    protected override bool ReleaseHandle()
    {
        var code = LightGbmApi.LGBM_FastConfigFree(handle);
        _booster.DangerousRelease();
        return code == 0;
    }
}
