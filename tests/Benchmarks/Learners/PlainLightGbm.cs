using System.Runtime.InteropServices;

namespace ServerlessMlops.Benchmarks.Learners;

/// <summary>LightGBM's C API called as plainly as can be: two datasets, one booster, one metric a round.</summary>
internal static partial class PlainLightGbm
{
    private const string Library = "lib_lightgbm";
    private const int Float64 = 1;
    private const int Float32 = 0;

    /// <returns>Margins of the test rows.</returns>
    public static double[] Train(Part train, Part validation, Part test, int columns, string parameters, int rounds, int kept)
    {
        Check(LGBM_DatasetCreateFromMat(train.Values, Float64, train.Labels.Length, columns, 1, parameters, 0, out var training));
        Check(LGBM_DatasetSetField(training, "label", train.Labels, train.Labels.Length, Float32));
        Check(LGBM_DatasetCreateFromMat(validation.Values, Float64, validation.Labels.Length, columns, 1, parameters, training, out var watched));
        Check(LGBM_DatasetSetField(watched, "label", validation.Labels, validation.Labels.Length, Float32));
        Check(LGBM_BoosterCreate(training, parameters, out var booster));
        Check(LGBM_BoosterAddValidData(booster, watched));
        var metric = new double[1];
        for (var round = 0; round < rounds; round++)
        {
            Check(LGBM_BoosterUpdateOneIter(booster, out _));
            Check(LGBM_BoosterGetEval(booster, 1, out _, metric));
        }

        var margins = new double[test.Labels.Length];
        Check(LGBM_BoosterPredictForMat(booster, test.Values, Float64, test.Labels.Length, columns, 1, 1, 0, kept, "", out _, margins));
        Check(LGBM_BoosterFree(booster));
        Check(LGBM_DatasetFree(watched));
        Check(LGBM_DatasetFree(training));
        return margins;
    }

    private static void Check(int code)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"LightGBM returned {code}.");
        }
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_DatasetCreateFromMat(
        double[] data, int dataType, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_DatasetSetField(nint dataset, string name, float[] values, int count, int type);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterCreate(nint trainingData, string parameters, out nint booster);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterAddValidData(nint booster, nint validationData);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterUpdateOneIter(nint booster, out int isFinished);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterGetEval(nint booster, int dataIndex, out int length, double[] results);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterPredictForMat(
        nint booster, double[] data, int dataType, int rows, int columns, int isRowMajor, int predictType, int start, int iterations, string parameters,
        out long length, double[] results);

    [LibraryImport(Library)]
    private static partial int LGBM_BoosterFree(nint booster);

    [LibraryImport(Library)]
    private static partial int LGBM_DatasetFree(nint dataset);
}
