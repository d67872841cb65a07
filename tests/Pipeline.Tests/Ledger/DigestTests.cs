using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Tests.Ledger;

public class DigestTests
{
    // FIPS 180-4 example: SHA-256("abc").
    [Fact]
    public void A_digest_is_sha256_in_lower_case() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digests.Sha256Hex("abc"));

    [Fact]
    public void A_record_has_one_digest_however_its_members_are_ordered() =>
        Assert.Equal(Digests.OfJson(new { A = 1, B = "x" }), Digests.OfJson(new { B = "x", A = 1.0 }));

    [Theory]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true)]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData(null, false)]
    public void Only_sixty_four_lower_case_digits_are_a_digest(string? text, bool expected) => Assert.Equal(expected, Digests.IsDigest(text));
}
