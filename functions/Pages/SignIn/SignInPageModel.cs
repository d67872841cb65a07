namespace ServerlessMlops.Pages;

/// <param name="ReturnPath">Where to go afterwards, already checked to be ours.</param>
/// <param name="SignedInAs">Who is signed in already; null for nobody.</param>
/// <param name="Error">Why the last try failed.</param>
public sealed record SignInPageModel(string ReturnPath, string? SignedInAs = null, string? Error = null);
