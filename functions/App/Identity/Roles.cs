namespace ServerlessMlops.App.Identity;

/// <summary>What a person may do. A user has any number of them; a function names those that may call it.</summary>
public static class Roles
{
    public const string DataScientist = "DataScientist";

    public const string Approver = "Approver";

    public const string Operator = "Operator";

    public const string Auditor = "Auditor";

    /// <summary>Answers for the policies: allows exceptions from them.</summary>
    public const string PolicyOwner = "PolicyOwner";

    /// <summary>Not a role but a rule: no sign-in is needed.</summary>
    public const string Anyone = "anyone";

    /// <summary>Not a role but a rule: whoever has signed in, with any role.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A program that has shown that it can read the identity key file of this machine; never a user's role.</summary>
    public const string KeyHolder = "key-holder";

    /// <summary>The roles that settings may give to a user.</summary>
    public static readonly IReadOnlyList<string> Assignable = [DataScientist, Approver, Operator, Auditor, PolicyOwner];
}
