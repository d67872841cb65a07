using System.Text;
using System.Text.Json;
using CsCheck;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Tests.Ledger;

public class Rfc8785Tests
{
    // The published example of RFC 8785 §3.2.2, and its canonical form of §3.2.3.
    [Fact]
    public void The_published_example_gives_the_published_text()
    {
        const string Input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string Expected = """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""";
        Assert.Equal(Expected, Text(Input));
    }

    // RFC 8785 §3.2.3: members sort by UTF-16 code units, so that U+1F600 (a surrogate pair) comes before U+FB33.
    [Fact]
    public void Members_sort_by_their_utf16_code_units()
    {
        const string Input = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;
        using var canonical = JsonDocument.Parse(Rfc8785.Canonicalize(Input));
        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            canonical.RootElement.EnumerateObject().Select(member => member.Value.GetString()));
    }

    // RFC 8785 appendix B: the bits of a double and how it is written.
    [Theory]
    [InlineData(0x0000000000000000UL, "0")]
    [InlineData(0x8000000000000000UL, "0")]
    [InlineData(0x0000000000000001UL, "5e-324")]
    [InlineData(0x8000000000000001UL, "-5e-324")]
    [InlineData(0x7fefffffffffffffUL, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffffUL, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000UL, "9007199254740992")]
    [InlineData(0xc340000000000000UL, "-9007199254740992")]
    [InlineData(0x4430000000000000UL, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5UL, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6UL, "1e+23")]
    [InlineData(0x44b52d02c7e14af7UL, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4eUL, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4fUL, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50UL, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8dUL, "0.000001")]
    [InlineData(0x41b3de4355555553UL, "333333333.3333332")]
    [InlineData(0x41b3de4355555554UL, "333333333.33333325")]
    [InlineData(0x41b3de4355555555UL, "333333333.3333333")]
    [InlineData(0x41b3de4355555556UL, "333333333.3333334")]
    [InlineData(0x41b3de4355555557UL, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696UL, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959UL, "1424953923781206.2")]
    public void A_number_is_written_as_in_appendix_b(ulong bits, string expected) =>
        Assert.Equal(expected, EcmaScriptNumber.Format(BitConverter.UInt64BitsToDouble(bits)));

    [Fact]
    public void Every_finite_double_reads_back_as_itself() =>
        Check.Sample(
            Gen.ULong.Select(bits => BitConverter.UInt64BitsToDouble(bits)).Where(double.IsFinite),
            value => double.Parse(EcmaScriptNumber.Format(value), System.Globalization.CultureInfo.InvariantCulture) == value);

    [Fact]
    public void Writing_it_again_changes_nothing_and_neither_does_the_order_of_members()
    {
        var one = Rfc8785.Canonicalize("""{"b": [1.0, {"d": 1, "c": {}}], "a": ""}""");
        Assert.Equal(one, Rfc8785.Canonicalize("""{"a":"","b":[1,{"c":{},"d":1e0}]}"""));
        Assert.Equal(one, Rfc8785.Canonicalize(one));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"\udead":1}""")]
    [InlineData("1e400")]
    [InlineData("[1,]")]
    [InlineData("NaN")]
    public void What_has_no_one_meaning_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Rfc8785.Canonicalize(json));

    private static string Text(string json) => Encoding.UTF8.GetString(Rfc8785.Canonicalize(json));
}
