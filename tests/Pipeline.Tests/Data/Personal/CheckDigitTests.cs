using System.Text;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

public sealed class CheckDigitTests
{
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("5555-5555-5555-4444")]
    [InlineData("378282246310005")]
    [InlineData("6011111111111117")]
    [InlineData("30569309025904")]
    [InlineData("3530111333300000")]
    public void The_networks_published_test_numbers_are_cards(string cell) => Assert.True(PaymentCard.IsWhole(Bytes(cell)));

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("9111111111111111")]
    [InlineData("4111--1111-1111-1111")]
    [InlineData("-4111111111111111")]
    [InlineData("0000000000000000")]
    [InlineData("2026-11-25 09:00:00")]
    [InlineData("")]
    public void Other_cells_are_no_cards(string cell) => Assert.False(PaymentCard.IsWhole(Bytes(cell)));

    // The examples for the United Kingdom and Germany in SWIFT's IBAN registry.
    [Theory]
    [InlineData("GB29NWBK60161331926819", true)]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("DE89370400440532013001", false)]
    [InlineData("DE8", false)]
    [InlineData("GB29nwbk60161331926819", false)]
    public void Ibans_are_checked_by_their_remainder(string text, bool valid) => Assert.Equal(valid, CheckDigits.Iban(Bytes(text)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
