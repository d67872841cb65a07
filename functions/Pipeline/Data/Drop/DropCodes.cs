namespace ServerlessMlops.Pipeline.Data;

/// <summary>Codes of what is refused before it is read; see <c>docs/problems.md</c>.</summary>
public static class DropCodes
{
    public const string WrongPath = "WRONG_PATH";
    public const string WrongName = "WRONG_NAME";
    public const string WrongEnding = "WRONG_ENDING";
    public const string NotSealed = "APPEND_NOT_SEALED";
    public const string PageBlob = "PAGE_BLOB";
    public const string CopyFailed = "COPY_FAILED";
    public const string EvaluationDataMissing = "EVALUATION_DATA_MISSING";
}
