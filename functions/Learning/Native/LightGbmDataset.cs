using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ServerlessMlops.Learning.Native;

/// <summary>Binned training or validation rows, in native memory.</summary>
internal sealed unsafe class LightGbmDataset : SafeHandleZeroOrMinusOneIsInvalid
{
    private LightGbmDataset(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    /// <param name="values">Row by row, <paramref name="columns"/> numbers each; NaN is missing.</param>
    /// <param name="labels">One a row: a class index, or the value to predict.</param>
    /// <param name="bins">The data whose bins are used again; null: bins are made from these values.</param>
    public static LightGbmDataset Create(double[] values, int columns, float[] labels, string parameters, LightGbmDataset? bins)
    {
        LightGbmRuntime.Enter();
        LightGbmDataset dataset;
        fixed (double* data = values)
        {
            var code = LightGbmApi.LGBM_DatasetCreateFromMat(
                data, LightGbmApi.Float64, labels.Length, columns, isRowMajor: 1, parameters, bins?.handle ?? 0, out var handle);
            LightGbmRuntime.Check(code, nameof(LightGbmApi.LGBM_DatasetCreateFromMat));
            dataset = new LightGbmDataset(handle);
        }

        dataset.Set("label", labels);
        GC.KeepAlive(bins);
        return dataset;
    }

    /// <param name="weights">One a row: how much its loss counts.</param>
    public void Weigh(float[] weights) => Set("weight", weights);

    public nint Raw => handle;

    /// <summary>The name of a column inside the library: real names may hold characters that it refuses.</summary>
    public static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"f{column}");

    public void NameColumns(int columns)
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, columns).Select(column => NameOf(column) + "\0")));
        var names = new nint[columns];
        fixed (byte* text = bytes)
        fixed (nint* pointers = names)
        {
            var start = text;
            for (var column = 0; column < columns; column++)
            {
                names[column] = (nint)start;
                start += NameOf(column).Length + 1;
            }

            LightGbmRuntime.Check(LightGbmApi.LGBM_DatasetSetFeatureNames(handle, (byte**)pointers, columns), nameof(LightGbmApi.LGBM_DatasetSetFeatureNames));
        }
    }

    private void Set(string field, float[] values)
    {
        fixed (float* value = values)
        {
            var code = LightGbmApi.LGBM_DatasetSetField(handle, field, value, values.Length, LightGbmApi.Float32);
            LightGbmRuntime.Check(code, nameof(LightGbmApi.LGBM_DatasetSetField));
        }
    }

    protected override bool ReleaseHandle() => LightGbmApi.LGBM_DatasetFree(handle) == 0;
}
