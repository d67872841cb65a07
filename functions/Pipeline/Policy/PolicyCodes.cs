namespace ServerlessMlops.Pipeline.Policy;

/// <summary>The codes of what the policy refuses; documented in <c>docs/problems.md</c>.</summary>
public static class PolicyCodes
{
    public const string Looser = "POLICY_LOOSER";
    public const string Missing = "POLICY_MISSING";
    public const string NotAllowed = "POLICY_NOT_ALLOWED";
    public const string Unusable = "POLICY_UNUSABLE";
    public const string UnknownRole = "POLICY_UNKNOWN_ROLE";
}
