namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// The codes of what breaks a contract; documented in <c>docs/problems.md</c>. Wrong types have the codes that they have without one.
/// </summary>
public static class ContractCodes
{
    public const string DuplicateKey = "DUPLICATE_KEY";
    public const string DuplicateValue = "DUPLICATE_VALUE";
    public const string KeysNotChecked = "KEYS_NOT_CHECKED";
    public const string LowFractionPresent = "LOW_FRACTION_PRESENT";
    public const string MissingColumnInFile = "MISSING_COLUMN_IN_FILE";
    public const string MissingValue = "MISSING_VALUE";
    public const string NanValue = "NAN_VALUE";
    public const string NewColumn = "NEW_COLUMN";
    public const string NotAMultiple = "NOT_A_MULTIPLE";
    public const string NotWhole = "NOT_WHOLE";
    public const string OutOfRange = "OUT_OF_RANGE";
    public const string PatternMismatch = "PATTERN_MISMATCH";
    public const string RowCountHigh = "ROW_COUNT_HIGH";
    public const string RowCountLow = "ROW_COUNT_LOW";
    public const string RuleBroken = "RULE_BROKEN";
    public const string TableNotNamed = "TABLE_NOT_NAMED";
    public const string TooLong = "TOO_LONG";
    public const string TooManyDuplicates = "TOO_MANY_DUPLICATES";
    public const string TooManyInvalid = "TOO_MANY_INVALID";
    public const string TooManyRejected = "TOO_MANY_REJECTED";
    public const string TooShort = "TOO_SHORT";
    public const string UnexpectedValue = "UNEXPECTED_VALUE";
}
