namespace ServerlessMlops.Pipeline.Data;

/// <summary>The codes of what can be wrong with a dataset; each is documented in <c>docs/problems.md</c> and never changes its meaning.</summary>
public static class ProblemCodes
{
    public const string AllMissing = "ALL_MISSING";
    public const string AmbiguousComma = "AMBIGUOUS_COMMA";
    public const string CellTooLarge = "CELL_TOO_LARGE";
    public const string ConflictingLabels = "CONFLICTING_LABELS";
    public const string ConstantColumn = "CONSTANT_COLUMN";
    public const string CopiesAcrossSplit = "COPIES_ACROSS_SPLIT";
    public const string DataDrift = "DATA_DRIFT";
    public const string DateAfterOutcome = "DATE_AFTER_OUTCOME";
    public const string DecimalComma = "DECIMAL_COMMA";
    public const string DuplicateHeader = "DUPLICATE_HEADER";
    public const string DuplicateRows = "DUPLICATE_ROWS";
    public const string EmptyFile = "EMPTY_FILE";
    public const string EmptyHeader = "EMPTY_HEADER";
    public const string FeatureUnusable = "FEATURE_UNUSABLE";
    public const string GroupTooSmall = "GROUP_TOO_SMALL";
    public const string HeaderOnly = "HEADER_ONLY";
    public const string IdentifierColumn = "IDENTIFIER_COLUMN";
    public const string InvalidUtf8 = "INVALID_UTF8";
    public const string LabelsDifferByGroup = "LABELS_DIFFER_BY_GROUP";
    public const string LabelSuspects = "LABEL_SUSPECTS";
    public const string LeaksTarget = "LEAKS_TARGET";
    public const string LeakSuspected = "LEAK_SUSPECTED";
    public const string MissingColumn = "MISSING_COLUMN";
    public const string MissingTarget = "MISSING_TARGET";
    public const string MissingTellsTarget = "MISSING_TELLS_TARGET";
    public const string MixedTypes = "MIXED_TYPES";
    public const string NanAsMissing = "NAN_AS_MISSING";
    public const string NearConstantColumn = "NEAR_CONSTANT_COLUMN";
    public const string NotABoolean = "NOT_A_BOOLEAN";
    public const string NotADate = "NOT_A_DATE";
    public const string NotANumber = "NOT_A_NUMBER";
    public const string NotFinite = "NOT_FINITE";
    public const string NotText = "NOT_TEXT";
    public const string NoFeatures = "NO_FEATURES";
    public const string NulByte = "NUL_BYTE";
    public const string NumericHeader = "NUMERIC_HEADER";
    public const string OneClass = "ONE_CLASS";
    public const string PositiveNotFound = "POSITIVE_NOT_FOUND";
    public const string ProtectedNotComparable = "PROTECTED_NOT_COMPARABLE";
    public const string RaggedRow = "RAGGED_ROW";
    public const string RecordTooLarge = "RECORD_TOO_LARGE";
    public const string SpacesTrimmed = "SPACES_TRIMMED";
    public const string TargetMissingInRow = "TARGET_MISSING_IN_ROW";
    public const string TargetNotNumeric = "TARGET_NOT_NUMERIC";
    public const string TaskMismatch = "TASK_MISMATCH";
    public const string TestRowsTrainedOn = "TEST_ROWS_TRAINED_ON";
    public const string TextAfterQuote = "TEXT_AFTER_QUOTE";
    public const string TooFewPerClass = "TOO_FEW_PER_CLASS";
    public const string TooFewRows = "TOO_FEW_ROWS";
    public const string TooLarge = "TOO_LARGE";
    public const string TooManyColumns = "TOO_MANY_COLUMNS";
    public const string UnclosedQuote = "UNCLOSED_QUOTE";
}
