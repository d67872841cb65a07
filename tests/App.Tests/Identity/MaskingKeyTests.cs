using System.Text;
using Microsoft.Extensions.Configuration;
using ServerlessMlops.App.Activities;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class MaskingKeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_key_of_this_machine_is_made_once_and_only_when_it_is_needed()
    {
        var key = MaskingKey.Of(Settings("Mlops:StateFolder", folder.Path));
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Equal(Token(key, "m", "c"), Token(MaskingKey.Of(Settings("Mlops:StateFolder", folder.Path)), "m", "c"));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Models_and_columns_have_tokens_of_their_own()
    {
        var key = MaskingKey.Of(Settings("Masking:Key", Convert.ToBase64String(new byte[32])));
        Assert.Equal(3, new[] { Token(key, "m", "c"), Token(key, "m", "d"), Token(key, "n", "c") }.Distinct().Count());
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_setting_that_is_no_key_stops_the_start_and_is_not_shown(string text)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => MaskingKey.Of(Settings("Masking:Key", text)));
        Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
    }

    private static string Token(MaskingKey key, string model, string column)
    {
        using var masking = key.For(model, column);
        var token = new byte[Masking.TokenLength];
        masking.Write("x"u8, token);
        return Encoding.ASCII.GetString(token);
    }

    private static IConfiguration Settings(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(name, value)]).Build();
}
