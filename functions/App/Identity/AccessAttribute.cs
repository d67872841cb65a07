namespace ServerlessMlops.App.Identity;

/// <summary>Who may call an HTTP function: any one of the roles is enough. A function without it is refused to everyone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute(params string[] roles) : Attribute
{
    /// <summary>Of <see cref="Identity.Roles"/>.</summary>
    public IReadOnlyList<string> Roles { get; } = roles;
}
