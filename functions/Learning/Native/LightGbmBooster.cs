using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ServerlessMlops.Learning.Native;

/// <summary>A set of trees in native memory. Prediction is thread-safe; training is not.</summary>
internal sealed unsafe class LightGbmBooster : SafeHandleZeroOrMinusOneIsInvalid
{
    private LightGbmBooster(nint handle)
        : base(ownsHandle: true)
    {
        SetHandle(handle);
        LightGbmRuntime.Check(LightGbmApi.LGBM_BoosterGetNumFeature(handle, out var columns), nameof(LightGbmApi.LGBM_BoosterGetNumFeature));
        LightGbmRuntime.Check(LightGbmApi.LGBM_BoosterNumModelPerIteration(handle, out var outputs), nameof(LightGbmApi.LGBM_BoosterNumModelPerIteration));
        Columns = columns;
        Outputs = outputs;
    }

    public int Columns { get; }

    /// <summary>Margins a row: the number of classes for multiclass, else 1.</summary>
    public int Outputs { get; }

    /// <summary>Rounds of trees in a loaded model.</summary>
    public int Rounds { get; private init; }

    public nint Raw => handle;

    /// <summary>Starts training; <paramref name="training"/> must outlive the booster.</summary>
    public static LightGbmBooster Create(LightGbmDataset training, string parameters)
    {
        LightGbmRuntime.Enter();
        LightGbmRuntime.Check(LightGbmApi.LGBM_BoosterCreate(training.Raw, parameters, out var handle), nameof(LightGbmApi.LGBM_BoosterCreate));
        return new LightGbmBooster(handle);
    }

    /// <exception cref="LightGbmException">The text is not a model.</exception>
    public static LightGbmBooster Load(string model)
    {
        LightGbmRuntime.Enter();
        fixed (byte* text = Encoding.UTF8.GetBytes(model + "\0"))
        {
            LightGbmRuntime.Check(
                LightGbmApi.LGBM_BoosterLoadModelFromString(text, out var rounds, out var handle),
                nameof(LightGbmApi.LGBM_BoosterLoadModelFromString));
            return new LightGbmBooster(handle) { Rounds = rounds };
        }
    }

    /// <summary><paramref name="validation"/> must outlive the booster.</summary>
    public void AddValidation(LightGbmDataset validation) =>
        LightGbmRuntime.Check(LightGbmApi.LGBM_BoosterAddValidData(handle, validation.Raw), nameof(LightGbmApi.LGBM_BoosterAddValidData));

    /// <summary>Adds one round of trees.</summary>
    /// <returns>False where no split improves anything any more.</returns>
    public bool Update()
    {
        LightGbmRuntime.Check(LightGbmApi.LGBM_BoosterUpdateOneIter(handle, out var isFinished), nameof(LightGbmApi.LGBM_BoosterUpdateOneIter));
        return isFinished == 0;
    }

    /// <summary>The one metric of the parameters, on the validation rows.</summary>
    public double ValidationMetric()
    {
        double value;
        LightGbmRuntime.Check(LightGbmApi.LGBM_BoosterGetEval(handle, dataIndex: 1, out var length, &value), nameof(LightGbmApi.LGBM_BoosterGetEval));
        return length == 1 ? value : throw new LightGbmException(nameof(LightGbmApi.LGBM_BoosterGetEval), $"Seen {length} metrics, expected 1.");
    }

    /// <summary>LightGBM's own text format, of the first <paramref name="iterations"/> rounds.</summary>
    public string Save(int iterations)
    {
        var capacity = 1L << 20;
        while (true)
        {
            var buffer = new byte[capacity];
            fixed (byte* text = buffer)
            {
                LightGbmRuntime.Check(
                    LightGbmApi.LGBM_BoosterSaveModelToString(handle, 0, iterations, importanceType: 0, capacity, out var length, text),
                    nameof(LightGbmApi.LGBM_BoosterSaveModelToString));
                if (length <= capacity)
                {
                    return Encoding.UTF8.GetString(buffer, 0, (int)length - 1);
                }

                capacity = length;
            }
        }
    }

    /// <summary>Predicts as the library does: what our own trees are held to. Models are scored by <see cref="Trees.TreeMargins"/>.</summary>
    /// <param name="values">Row by row, <see cref="Columns"/> numbers each.</param>
    /// <param name="width">Numbers wanted for each row.</param>
    public double[] Predict(ReadOnlySpan<double> values, int rows, int predictType, int width, string parameters)
    {
        LightGbmRuntime.Enter();
        var results = new double[(long)rows * width];
        fixed (double* data = values)
        fixed (double* result = results)
        {
            var code = LightGbmApi.LGBM_BoosterPredictForMat(
                this, data, LightGbmApi.Float64, rows, Columns, isRowMajor: 1, predictType, 0, -1, parameters, out var length, result);
            LightGbmRuntime.Check(code, nameof(LightGbmApi.LGBM_BoosterPredictForMat));
            return length == results.LongLength
                ? results
                : throw new LightGbmException(nameof(LightGbmApi.LGBM_BoosterPredictForMat), $"Seen {length} numbers, expected {results.LongLength}.");
        }
    }

    protected override bool ReleaseHandle() => LightGbmApi.LGBM_BoosterFree(handle) == 0;
}
