using System.Text;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class CheckDigitTests
{
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("5555555555554444")]
    [InlineData("378282246310005")]
    [InlineData("6011111111111117")]
    [InlineData("30569309025904")]
    [InlineData("3530111333300000")]
    public void The_networks_published_test_numbers_are_cards(string digits) =>
        Assert.True(PaymentCard.IsIssued(Bytes(digits)) && CheckDigits.Luhn(Bytes(digits)));

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("9111111111111111")]
    [InlineData("0000000000000000")]
    [InlineData("4222222222222")]
    public void Other_numbers_are_no_cards(string digits) =>
        Assert.False(PaymentCard.IsIssued(Bytes(digits)) && CheckDigits.Luhn(Bytes(digits)));

    [Theory]
    [InlineData("GB29NWBK60161331926819", true)]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("DE89370400440532013001", false)]
    [InlineData("DE8", false)]
    [InlineData("GB29nwbk60161331926819", false)]
    public void Ibans_are_checked_by_their_remainder(string text, bool valid) => Assert.Equal(valid, CheckDigits.Iban(Bytes(text)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
