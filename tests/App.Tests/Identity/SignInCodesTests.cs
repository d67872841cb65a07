using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class SignInCodesTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_code_is_good_for_one_use()
    {
        var codes = new SignInCodes(time);
        var code = codes.Issue("dana")!.Code;
        Assert.Equal("dana", codes.Spend(code));
        Assert.Null(codes.Spend(code));
    }

    [Fact]
    public void A_code_is_good_for_ten_minutes()
    {
        var codes = new SignInCodes(time);
        var issued = codes.Issue("dana")!;
        Assert.Equal(time.GetUtcNow().AddMinutes(10), issued.ExpiresAt);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(codes.Spend(issued.Code));
    }

    [Fact]
    public void A_code_is_four_groups_of_five_without_letters_that_look_alike()
    {
        var codes = new SignInCodes(time);
        for (var i = 0; i < 50; i++)
        {
            Assert.Matches("^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$", codes.Issue("dana")!.Code);
        }
    }

    [Fact]
    public void It_may_be_typed_as_people_type()
    {
        var codes = new SignInCodes(time);
        Assert.Equal("dana", codes.Spend($"  {codes.Issue("dana")!.Code.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l')}\n"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000-00000-00000-00000")]
    public void What_was_not_issued_is_nobodys(string? code) => Assert.Null(new SignInCodes(time).Spend(code));

    [Fact]
    public void Used_by_many_at_once_it_signs_one_in()
    {
        var codes = new SignInCodes(time);
        var code = codes.Issue("dana")!.Code;
        var users = new string?[32];
        Parallel.For(0, users.Length, i => users[i] = codes.Spend(code));
        Assert.Single(users, user => user == "dana");
    }

    [Fact]
    public void No_more_than_a_hundred_are_outstanding()
    {
        var codes = new SignInCodes(time);
        for (var i = 0; i < SignInCodes.Most; i++)
        {
            Assert.NotNull(codes.Issue("dana"));
        }

        Assert.Null(codes.Issue("dana"));
        time.Advance(SignInCodes.Lifetime);
        Assert.NotNull(codes.Issue("dana"));
    }

    [Fact]
    public void After_ten_failures_in_a_minute_the_next_try_waits_for_the_oldest_to_pass()
    {
        var throttle = new SignInThrottle(time);
        for (var i = 0; i < SignInThrottle.MostFailures; i++)
        {
            Assert.Null(throttle.Wait());
            throttle.Failed();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(50), throttle.Wait());
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.Null(throttle.Wait());
    }

    [Fact]
    public void A_line_cut_short_by_a_crash_spoils_no_other_ended_session()
    {
        using var folder = new TemporaryFolder();
        new EndedSessions(folder.Path, time).Add("one", time.GetUtcNow().AddHours(1));
        File.AppendAllText(folder.File("identity.ended"), "\ntorn 17");
        new EndedSessions(folder.Path, time).Add("two", time.GetUtcNow().AddHours(1));

        var read = new EndedSessions(folder.Path, time);
        Assert.True(read.Contains("one") && read.Contains("two"));
        Assert.False(read.Contains("torn") || read.Contains("three"));
    }
}
