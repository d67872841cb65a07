namespace ServerlessMlops.Pages;

/// <summary>For whom a page is made.</summary>
/// <param name="SignOut">The form that signs them out.</param>
public sealed record Viewer(string Name, IReadOnlyList<string> Roles, PostForm SignOut);

/// <summary>Where a form is posted to, and the value that shows that it came from this page.</summary>
/// <param name="Action">Absolute path, such as <c>/api/sign-out</c>.</param>
public sealed record PostForm(string Action, string AntiForgery);
