using System.Collections.Frozen;
using ServerlessMlops.Learning.Onnx.Format;

namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>The operators that a model may be made of: reckoning over rows. See docs/decisions/0448.</summary>
/// <remarks>
/// Left out: control flow and functions (code in the graph), random numbers, and what makes a tensor of any size out of a small one
/// (ConstantOfShape, Expand, Range, Tile, Pad, Resize, OneHot).
/// </remarks>
internal static class OnnxOperators
{
    private static readonly FrozenSet<string> Standard = Words(
        """
        Abs Add And ArgMax ArgMin BatchNormalization Cast Ceil Clip Concat Constant Div Dropout Elu Equal Erf Exp Flatten Floor Gather GatherElements Gemm
        Greater GreaterOrEqual HardSigmoid Identity IsInf IsNaN LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax MatMul Max Mean Min Mod Mul
        Neg Not Or PRelu Pow Reciprocal ReduceL1 ReduceL2 ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape
        Round Selu Shape Sigmoid Sign Slice Softmax Softplus Softsign Split Sqrt Squeeze Sub Sum Tanh TopK Transpose Unsqueeze Where Xor
        """);

    private static readonly FrozenSet<string> MachineLearning = Words(
        """
        ArrayFeatureExtractor Binarizer CategoryMapper FeatureVectorizer Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer OneHotEncoder
        SVMClassifier SVMRegressor Scaler TreeEnsemble TreeEnsembleClassifier TreeEnsembleRegressor ZipMap
        """);

    public static IEnumerable<string> All => Standard.Concat(MachineLearning);

    public static bool Knows(string domain, string name) => domain switch
    {
        "" => Standard.Contains(name),
        OnnxModel.MachineLearning => MachineLearning.Contains(name),
        _ => false,
    };

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
