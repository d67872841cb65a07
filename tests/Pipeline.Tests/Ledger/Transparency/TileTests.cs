using CsCheck;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Tests.Ledger.Transparency;

public class TileTests
{
    // c2sp.org/tlog-tiles: index 1234067 is x001/x234/067.
    [Theory]
    [InlineData("tile/0/x001/x234/067", 0, 1234067, 256)]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/2/000.p/1", 2, 0, 1)]
    [InlineData("tile/63/999.p/255", 63, 999, 255)]
    [InlineData("tile/entries/x001/000.p/112", Tile.Entries, 1000, 112)]
    [InlineData("tile/entries/273", Tile.Entries, 273, 256)]
    public void A_path_is_read_and_written(string path, int level, long number, int width)
    {
        Assert.Equal(new Tile(level, number, width), Tile.TryParse(path));
        Assert.Equal(path, new Tile(level, number, width).Path);
    }

    [Theory]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/x000/067")]
    [InlineData("tile/0/001/067")]
    [InlineData("tile/0/x001/x067")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/05")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/xx001/067")]
    [InlineData("tile/0/")]
    [InlineData("tile/0")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/../000")]
    [InlineData("Tile/0/000")]
    [InlineData("tile/0/999/999/999/999/999/999/999")]
    public void Another_spelling_is_no_path(string path) => Assert.Null(Tile.TryParse(path));

    // c2sp.org/tlog-tiles: a tree of size 70,000, and one of 256.
    [Fact]
    public void The_specifications_example_sizes_have_its_tiles()
    {
        var hashes = Tile.OfTree(70_000).Where(tile => tile.Level >= 0).ToLookup(tile => (tile.Level, IsFull: tile.Width == Tile.Full));
        Assert.Equal(273, hashes[(0, true)].Count());
        Assert.Equal([112], hashes[(0, false)].Select(tile => tile.Width));
        Assert.Single(hashes[(1, true)]);
        Assert.Equal([17], hashes[(1, false)].Select(tile => tile.Width));
        Assert.Equal([1], hashes[(2, false)].Select(tile => tile.Width));
        Assert.Equal(5, hashes.Count);
        Assert.Equal(["tile/entries/000", "tile/0/000", "tile/1/000.p/1"], Tile.OfTree(256).Select(tile => tile.Path));
        Assert.Empty(Tile.OfTree(0));
    }

    [Fact]
    public void Bundles_are_read_as_they_were_written_and_a_cut_one_is_not_whole()
    {
        byte[][] entries = [[1, 2, 3], [], new byte[EntryBundle.MaxEntry]];
        var bundle = EntryBundle.Write(entries);
        Assert.Equal([0, 3, 1, 2, 3, 0, 0, 0xff, 0xff], bundle[..9]);
        Assert.True(EntryBundle.TryRead(bundle, out var read));
        Assert.Equal(entries, read);
        Assert.False(EntryBundle.TryRead(bundle.AsSpan(0, bundle.Length - 1), out read));
        Assert.Equal(2, read.Count);
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[EntryBundle.MaxEntry + 1]]));
    }

    [Fact]
    public void A_log_that_grows_in_any_steps_has_the_tiles_and_the_root_of_the_tree()
    {
        Gen.Int[0, 700].Array[1, 6].Sample(steps => Grown(steps), iter: 40);
        Grown([255, 1, 1, 255, 65_536 - 512, 0, 1, 300]);
    }

    private static void Grown(int[] steps)
    {
        var (tree, stored, size) = (new MerkleTree(), new Dictionary<Tile, byte[]>(), 0L);
        foreach (var step in steps)
        {
            var entries = Enumerable.Range(0, step).Select(i => BitConverter.GetBytes(size + i)).ToList();
            entries.ForEach(entry => tree.Append(entry));
            var grown = TreeGrowth.Grow(size, TreeGrowth.Edge(size).ToDictionary(tile => tile, tile => stored[tile]), entries);
            // Written once: no path is ever given a second content.
            Assert.All(grown.Written, tile => stored.Add(tile.Tile, tile.Content));
            size += step;
            Assert.Equal((size, tree.Root), (grown.Size, grown.Root));
            Assert.All(Tile.OfTree(size), tile => Assert.Contains(tile, stored.Keys));
        }

        ProvedFromTiles(tree, stored);
    }

    private static void ProvedFromTiles(MerkleTree tree, Dictionary<Tile, byte[]> stored)
    {
        for (var index = 0L; index < tree.Size; index += 1 + (tree.Size / 7))
        {
            var at = index;
            var needed = TileSubtrees.Needed(tree.Size, dry => TreeProofs.Inclusion(dry, at, tree.Size));
            var tiles = new TileSubtrees(tree.Size, tile => needed.Contains(tile) ? stored[tile] : []);
            Assert.Equal(tree.Inclusion(at, tree.Size), TreeProofs.Inclusion(tiles, at, tree.Size));
            var all = new TileSubtrees(tree.Size, tile => stored[tile]);
            Assert.Equal(tree.Consistency(at, tree.Size), TreeProofs.Consistency(all, at, tree.Size));
        }
    }
}
