using CsCheck;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class KeySetTests
{
    [Fact]
    public void It_tells_what_a_hash_set_tells() =>
        Gen.ULong[0, 3_000].Array[0, 5_000].Sample(
            keys =>
            {
                var (ours, theirs) = (new KeySet(1_000_000), new HashSet<ulong>());
                Assert.All(keys, key => Assert.Equal(!theirs.Add(key), ours.WasThere(StableHash.Mix(key))));
            },
            iter: 50);

    [Fact]
    public void Past_its_limit_it_knows_the_first_keys_and_says_so()
    {
        var keys = new KeySet(10_000);
        for (ulong key = 1; key <= 20_000; key++)
        {
            Assert.False(keys.WasThere(StableHash.Mix(key)));
        }

        Assert.Equal((10_000L, true), (keys.Count, keys.IsCut));
        Assert.True(keys.WasThere(StableHash.Mix(10_000)));
        Assert.False(keys.WasThere(StableHash.Mix(10_001)));
    }

    [Fact]
    public void It_takes_ten_bytes_a_key()
    {
        var keys = new KeySet(1_000_000);
        for (ulong key = 1; key <= 1_000_001; key++)
        {
            keys.WasThere(StableHash.Mix(key));
        }

        Assert.True(keys.IsCut);
        Assert.InRange(keys.Bytes, 1, 10_010_000);
    }
}
