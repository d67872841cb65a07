namespace ServerlessMlops.Pipeline.Data;

/// <summary>The codes of what can be wrong with a YAML file of ours; documented in <c>docs/problems.md</c>.</summary>
public static class YamlCodes
{
    public const string Alias = "YAML_ALIAS";
    public const string BadExpression = "YAML_BAD_EXPRESSION";
    public const string BadPattern = "YAML_BAD_PATTERN";
    public const string Contradiction = "YAML_CONTRADICTION";
    public const string Deprecated = "YAML_DEPRECATED";
    public const string DuplicateKey = "YAML_DUPLICATE_KEY";
    public const string MissingKey = "YAML_MISSING_KEY";
    public const string NotGated = "YAML_NOT_GATED";
    public const string NotInContract = "YAML_NOT_IN_CONTRACT";
    public const string NotRun = "YAML_NOT_RUN";
    public const string NotSupported = "YAML_NOT_SUPPORTED";
    public const string NotUtf8 = "YAML_NOT_UTF8";
    public const string OutOfRange = "YAML_OUT_OF_RANGE";
    public const string Syntax = "YAML_SYNTAX";
    public const string ToConfirm = "YAML_TO_CONFIRM";
    public const string TooLarge = "YAML_TOO_LARGE";
    public const string UnknownKey = "YAML_UNKNOWN_KEY";
    public const string UnknownValue = "YAML_UNKNOWN_VALUE";
    public const string WrongType = "YAML_WRONG_TYPE";
}
