using System.Text;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class MaskingTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    // Made with Python's hmac: k = HMAC(key, label("mask", "m", "email")), HMAC(k, "a@example.org")[:16]; id = HMAC(key, label("id"))[:4].
    [Fact]
    public void A_token_equals_the_reference() => Assert.Equal("f7304139_98a195fdac253ac87828ddc36c137025", Token("a@example.org"));

    [Fact]
    public void White_space_around_a_value_does_not_count() => Assert.Equal(Token("a"), Token(" a\t"));

    [Fact]
    public void A_missing_value_stays_missing() => Assert.Equal("", Token("  "));

    [Fact]
    public void Tokens_of_two_columns_or_models_do_not_join()
    {
        Assert.NotEqual(Token("a"), Token("a", domain: "phone"));
        Assert.NotEqual(Token("a", "ab", "c"), Token("a", "a", "bc"));
    }

    [Fact]
    public void A_short_key_is_refused() => Assert.Throws<ArgumentException>(() => new Masking(new byte[31], "m", "email"));

    private static string Token(string value, string model = "m", string domain = "email")
    {
        using var masking = new Masking(Key, model, domain);
        var room = new byte[Masking.TokenLength];
        return Encoding.ASCII.GetString(room, 0, masking.Write(Encoding.UTF8.GetBytes(value), room));
    }
}
