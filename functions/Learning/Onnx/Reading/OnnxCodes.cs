namespace ServerlessMlops.Learning.Onnx;

/// <summary>Codes of what is refused of a model that is brought; see <c>docs/problems.md</c>.</summary>
public static class OnnxCodes
{
    public const string ExternalData = "ONNX_EXTERNAL_DATA";
    public const string Input = "ONNX_INPUT";
    public const string Malformed = "ONNX_MALFORMED";
    public const string NotLoaded = "ONNX_NOT_LOADED";
    public const string Operator = "ONNX_OPERATOR";
    public const string Opset = "ONNX_OPSET";
    public const string Output = "ONNX_OUTPUT";
    public const string Scores = "ONNX_SCORES";
    public const string Subgraph = "ONNX_SUBGRAPH";
    public const string Tensor = "ONNX_TENSOR";
    public const string TooLarge = "ONNX_TOO_LARGE";
    public const string TooDeep = "ONNX_TOO_DEEP";
    public const string TooMany = "ONNX_TOO_MANY";
}
