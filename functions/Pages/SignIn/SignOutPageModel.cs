namespace ServerlessMlops.Pages;

/// <param name="ExpiresAt">When the session ends by itself.</param>
/// <param name="AntiForgery">For POST /api/sign-out.</param>
public sealed record SignOutPageModel(string Name, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt, string AntiForgery);
