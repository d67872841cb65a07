namespace ServerlessMlops.Learning.Onnx;

/// <summary>What a model that is brought may be at most: far above what tables need, far below what would harm the machine.</summary>
public static class OnnxLimits
{
    /// <summary>Bytes of the file.</summary>
    public const int Bytes = 32 << 20;

    public const int Nodes = 10_000;

    /// <summary>Named constants, and tensors in nodes, together.</summary>
    public const int Tensors = 10_000;

    public const int Inputs = 2_000;

    /// <summary>Types within types, of an input or output: a list of maps to tensors is three.</summary>
    public const int TypeDepth = 4;

    /// <summary>Seconds that one run over a batch of rows may take.</summary>
    public const int SecondsABatch = 30;

    /// <summary>Versions of ai.onnx.</summary>
    public const int OldestOpset = 9;
    public const int NewestOpset = 22;

    /// <summary>Version of ai.onnx.ml; 1 is the oldest.</summary>
    public const int NewestMachineLearning = 5;

    /// <summary>Versions of the format itself.</summary>
    public const int OldestIr = 3;
    public const int NewestIr = 11;
}
