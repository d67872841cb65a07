namespace ServerlessMlops.Pipeline.Data;

/// <summary>The codes of what personal data come to; documented in <c>docs/problems.md</c>.</summary>
public static class PersonalDataCodes
{
    public const string Masked = "PERSONAL_DATA_MASKED";
    public const string NotAgreed = "PERSONAL_DATA_NOT_AGREED";
    public const string Possible = "PERSONAL_DATA_POSSIBLE";
    public const string Refused = "PERSONAL_DATA_REFUSED";
    public const string TargetMasked = "PERSONAL_DATA_TARGET_MASKED";

    /// <summary>What they show is masked already.</summary>
    internal static readonly IReadOnlySet<string> All = new HashSet<string> { Masked, NotAgreed, Possible, Refused, TargetMasked };
}
