using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning;

/// <summary>The codes of what can be wrong with training or asking a model; documented in <c>docs/problems.md</c>.</summary>
public static class ModelProblemCodes
{
    public const string CandidateUnavailable = "CANDIDATE_UNAVAILABLE";
    public const string ClassWeightsUnusable = ProblemCodes.ClassWeightsUnusable;
    public const string MissingFeature = "MISSING_FEATURE";
    public const string MissingField = "MISSING_FIELD";
    public const string NoTrainingRows = "NO_TRAINING_ROWS";
    public const string OperatingPointNotMet = "OPERATING_POINT_NOT_MET";
    public const string TargetNotFinite = "TARGET_NOT_FINITE";
    public const string UnknownField = "UNKNOWN_FIELD";
    public const string UnseenCategory = "UNSEEN_CATEGORY";
    public const string WantedUnusable = "WANTED_UNUSABLE";
    public const string WrongKind = "WRONG_KIND";
    public const string WrongType = "WRONG_TYPE";
}
