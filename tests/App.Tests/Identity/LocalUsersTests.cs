using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class LocalUsersTests
{
    [Fact]
    public void Names_and_roles_come_from_settings()
    {
        var users = LocalUsers.From(Settings(("dana@example.org", "DataScientist, Approver"), ("aud@example.org", "")));
        Assert.Equal(["DataScientist", "Approver"], users.Find("dana@example.org")!.Roles);
        Assert.Empty(users.Find("aud@example.org")!.Roles);
        Assert.Equal("dana@example.org", users.Find("DANA@example.org")!.Name);
        Assert.Null(users.Find("eve@example.org"));
        Assert.Null(users.Find(null));
    }

    [Theory]
    [InlineData("dana@example.org", "Dana@Example.org", "was given before")]
    [InlineData("dana@example.org", "", "expected 1 to 254")]
    [InlineData("dana@example.org", "b o", "expected 1 to 254")]
    [InlineData("dana@example.org", "dаna@example.org", "expected 1 to 254")] // its second letter is Cyrillic
    public void A_name_that_is_missing_doubled_or_misleading_stops_the_start(string first, string second, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => LocalUsers.From(Settings((first, ""), (second, "")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Admin")]
    [InlineData("approver")]
    [InlineData(Roles.KeyHolder)]
    [InlineData(Roles.Anyone)]
    public void A_role_that_does_not_exist_stops_the_start(string role) =>
        Assert.Contains($"'{role}'", Assert.Throws<InvalidOperationException>(() => LocalUsers.From(Settings(("dana", role)))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_identity_source_stops_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Identity:Source", "Header")]).Build();
        var refusal = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddIdentity(settings));
        Assert.Contains("'Header'; expected Local", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("CONTAINER_APP_NAME")]
    public void The_local_source_refuses_to_start_on_azure(string sign)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(sign, "x")]).Build();
        Assert.Contains(sign, Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddIdentity(settings)).Message, StringComparison.Ordinal);
    }

    internal static IConfiguration Settings(params (string Name, string Roles)[] users) => new ConfigurationBuilder()
        .AddInMemoryCollection(users.SelectMany((user, i) => new KeyValuePair<string, string?>[]
        {
            new($"Identity:Users:{i}:Name", user.Name),
            new($"Identity:Users:{i}:Roles", user.Roles),
        }))
        .Build();
}
