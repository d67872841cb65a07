using System.Reflection;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class AccessTests
{
    // By name, since the types are one of two hosts'.
    private static readonly List<(string Name, MethodInfo Method)> HttpFunctions = typeof(AccessTable).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods())
        .Where(m => m.GetParameters().Any(p => p.GetCustomAttributes().Any(a => a.GetType().Name == "HttpTriggerAttribute")))
        .Select(m => (NameOf(m.GetCustomAttributes().Single(a => a.GetType().Name == "FunctionAttribute")), m))
        .ToList();

    [Fact]
    public void Every_http_function_declares_who_may_call_it()
    {
        var table = new AccessTable(typeof(AccessTable).Assembly);
        Assert.NotEmpty(HttpFunctions);
        Assert.All(HttpFunctions, f => Assert.NotNull(table.Of(f.Name)));
    }

    [Fact]
    public void Without_signing_in_one_reaches_only_health_and_the_sign_in()
    {
        var table = new AccessTable(typeof(AccessTable).Assembly);
        Assert.Equal(
            ["CreateToken", "GetSignIn", "Health", "SignIn"],
            HttpFunctions.Where(f => table.Of(f.Name)!.Contains(Roles.Anyone)).Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_declares_nothing_is_nobodys_to_call() => Assert.Null(new AccessTable(typeof(AccessTable).Assembly).Of("Undeclared"));

    [Theory]
    [InlineData(new[] { Roles.Approver }, new[] { Roles.Approver }, true)]
    [InlineData(new[] { Roles.Auditor }, new[] { Roles.Approver }, false)]
    [InlineData(new string[0], new[] { Roles.SignedIn }, true)]
    [InlineData(new string[0], new[] { Roles.Approver, Roles.Operator }, false)]
    [InlineData(new[] { Roles.Operator }, new[] { Roles.Approver, Roles.Operator }, true)]
    public void One_of_the_roles_is_enough(string[] roles, string[] allowed, bool may) =>
        Assert.Equal(may, new Caller("x", roles, SignInMethod.Bearer, "s", DateTimeOffset.MaxValue).MayCall(allowed));

    [Theory]
    [InlineData(null, false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("application/json, text/html;q=0.5", false)]
    [InlineData("text/html;q=0.4, application/json;q=0.5", false)]
    [InlineData("text/*, */*;q=0.1", true)]
    [InlineData("not a media type", false)]
    public void A_page_is_given_to_who_prefers_one(string? accept, bool page)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;
        Assert.Equal(page, request.WantsPage());
    }

    private static string NameOf(Attribute function) => (string)function.GetType().GetProperty("Name")!.GetValue(function)!;
}
