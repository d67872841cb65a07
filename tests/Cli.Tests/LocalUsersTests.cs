using ServerlessMlops.Cli.Local;

namespace ServerlessMlops.Cli.Tests;

public sealed class LocalUsersTests
{
    private const string Sample = """{"Values":{"Identity__Users__0__Name":"dana@example.org","Identity__Users__0__Roles":"DataScientist, Auditor","Identity__Users__1__Name":"bo@example.org"}}""";

    [Fact]
    public void The_sample_has_the_people_that_a_release_needs()
    {
        var users = LocalUsers.From(Path.Combine(Repository.Root, "local.settings.sample.json"));
        Assert.Single(users, user => user.Roles.Contains("DataScientist"));
        Assert.Equal(2, users.Count(user => user.Roles.Contains("Approver")));
    }

    [Fact]
    public void Later_files_win_setting_by_setting()
    {
        using var folder = new TestFolder();
        var users = LocalUsers.From(folder.Write("a.json", Sample), folder.Write("b.json", """{"Values":{"Identity:Users:1:Name":"bea@example.org"}}"""), folder.In("none.json"));
        Assert.Equal(["dana@example.org", "bea@example.org"], users.Select(user => user.Name));
        Assert.Equal(["DataScientist", "Auditor"], users[0].Roles);
    }

    [Theory]
    [InlineData("dana", "dana@example.org")]
    [InlineData("DANA@example.org", "dana@example.org")]
    [InlineData("nobody", "nobody")]
    [InlineData("bo", "bo")]
    public void A_user_may_be_called_by_nick_where_only_one_has_it(string given, string name)
    {
        LocalUser[] users = [new("dana@example.org", []), new("bo@example.org", []), new("bo@example.com", [])];
        Assert.Equal(name, LocalUsers.Resolve(given, users));
    }
}
