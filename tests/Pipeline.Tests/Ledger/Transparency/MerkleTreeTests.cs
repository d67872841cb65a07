using System.Security.Cryptography;
using CsCheck;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Tests.Ledger.Transparency;

public class MerkleTreeTests
{
    [Fact]
    public void The_published_entries_give_the_published_roots_and_nodes()
    {
        var tree = PublishedTree.Tree();
        Assert.Equal(PublishedTree.Roots, Enumerable.Range(0, 9).Select(size => tree.RootAt(size).ToString()));
        Assert.Equal(PublishedTree.Nodes, PublishedTree.Nodes.Select((level, at) => level.Select((_, i) => tree.Full(at, i).ToString())));
        Assert.Equal(tree.RootAt(8), tree.Root);
        Assert.Equal(PublishedTree.Roots[0], new MerkleTree().Root.ToString());
    }

    // RFC 9162 §2.1.5 draws a tree of seven leaves and names the proofs in it; here each name is its node of the published tree, whose
    // seven-leaf form has the root of the leaves 6 (the drawing's j), of 4 and 5 (i), and of 4 to 6 (l).
    [Theory]
    [InlineData(0, "0.1 1.1 l")]
    [InlineData(3, "0.2 1.0 l")]
    [InlineData(4, "0.5 0.6 2.0")]
    [InlineData(6, "1.2 2.0")]
    public void The_inclusion_proofs_of_the_rfcs_example_are_those_it_names(int index, string nodes)
    {
        var tree = PublishedTree.Tree();
        var proof = tree.Inclusion(index, 7);
        Assert.Equal(nodes.Split(' ').Select(Named), proof);
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Inclusion(tree.Full(0, index), index, 7, proof, PublishedTree.Root(7)));
    }

    [Theory]
    [InlineData(3, "0.2 0.3 1.0 l")]
    [InlineData(4, "l")]
    [InlineData(6, "1.2 0.6 2.0")]
    public void The_consistency_proofs_of_the_rfcs_example_are_those_it_names(int from, string nodes)
    {
        var proof = PublishedTree.Tree().Consistency(from, 7);
        Assert.Equal(nodes.Split(' ').Select(Named), proof);
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Consistency(from, PublishedTree.Root(from), 7, PublishedTree.Root(7), proof));
    }

    // github.com/transparency-dev/merkle, testdata/consistency/2/happy-path.json.
    [Fact]
    public void A_published_consistency_proof_is_given_and_holds()
    {
        string[] published =
        [
            "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=",
            "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
            "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
        ];
        Assert.Equal(published, PublishedTree.Tree().Consistency(6, 8).Select(hash => hash.ToBase64()));
    }

    // The definitions of RFC 6962 §2.1, written down as they stand there, on every size, index and pair of sizes up to 70.
    [Fact]
    public void Roots_and_proofs_are_those_of_the_definition()
    {
        var entries = Enumerable.Range(0, 70).Select(i => BitConverter.GetBytes(i)).ToArray();
        var tree = new MerkleTree();
        for (var size = 1; size <= entries.Length; size++)
        {
            tree.Append(entries[size - 1]);
            Assert.Equal(Definition.Root(entries[..size]), tree.Root.Bytes.ToArray());
            for (var at = 0; at < size; at++)
            {
                Assert.Equal(Definition.Path(at, entries[..size]), Bytes(tree.Inclusion(at, size)));
                Assert.Equal(Definition.Proof(at + 1, entries[..size], true), Bytes(tree.Consistency(at + 1, size)));
            }
        }
    }

    [Fact]
    public void Every_proof_of_a_random_tree_holds_and_no_changed_one_does()
    {
        var sizes = Gen.Int[1, 600].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int[1, size], Gen.ULong));
        sizes.Sample((size, index, from, seed) =>
        {
            var tree = new MerkleTree();
            for (var i = 0; i < size; i++)
            {
                tree.Append(BitConverter.GetBytes(seed + (ulong)i));
            }

            var (leaf, first) = (tree.Full(0, index), tree.RootAt(from));
            var (inclusion, consistency) = (tree.Inclusion(index, size), tree.Consistency(from, size));
            Assert.IsType<ProofVerdict.Holds>(ProofCheck.Inclusion(leaf, index, size, inclusion, tree.Root));
            Assert.IsType<ProofVerdict.Holds>(ProofCheck.Consistency(from, first, size, tree.Root, consistency));
            Assert.All(Changed(inclusion), proof => Fails(ProofCheck.Inclusion(leaf, index, size, proof, tree.Root)));
            Assert.All(Changed(consistency), proof => Fails(ProofCheck.Consistency(from, first, size, tree.Root, proof)));
            Fails(ProofCheck.Inclusion(leaf, index - 1, size, inclusion, tree.Root));
            Fails(ProofCheck.Inclusion(leaf, index + 1, size, inclusion, tree.Root));
        }, iter: 300);
    }

    [Fact]
    public void A_smaller_tree_does_not_follow_and_an_index_beyond_the_tree_is_not_in_it()
    {
        Assert.IsType<ProofVerdict.Fails>(ProofCheck.Consistency(8, PublishedTree.Root(8), 7, PublishedTree.Root(7), []));
        Assert.IsType<ProofVerdict.Fails>(ProofCheck.Consistency(7, PublishedTree.Root(7), 7, PublishedTree.Root(8), []));
        Assert.IsType<ProofVerdict.Fails>(ProofCheck.Inclusion(PublishedTree.Root(1), 1, 1, [], PublishedTree.Root(1)));
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Consistency(0, PublishedTree.Root(0), 7, PublishedTree.Root(7), []));
        Assert.IsType<ProofVerdict.Fails>(ProofCheck.Consistency(0, PublishedTree.Root(1), 7, PublishedTree.Root(7), []));
    }

    private static void Fails(ProofVerdict verdict) => Assert.IsType<ProofVerdict.Fails>(verdict);

    private static IEnumerable<byte[]> Bytes(IEnumerable<TreeHash> hashes) => hashes.Select(hash => hash.Bytes.ToArray());

    private static TreeHash Named(string node) =>
        node == "l" ? Rfc6962.Node(PublishedTree.Node("1.2"), PublishedTree.Node("0.6")) : PublishedTree.Node(node);

    private static IEnumerable<IReadOnlyList<TreeHash>> Changed(IReadOnlyList<TreeHash> proof)
    {
        yield return [.. proof, Rfc6962.Empty];
        for (var i = 0; i < proof.Count; i++)
        {
            var flipped = proof[i].Bytes.ToArray();
            flipped[i % 32] ^= 1;
            yield return [.. proof.Take(i), TreeHash.Of(flipped), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), .. proof.Skip(i + 1)];
        }
    }

    private static class Definition
    {
        public static byte[] Root(byte[][] d) =>
            d.Length == 1 ? SHA256.HashData([0, .. d[0]]) : SHA256.HashData([1, .. Root(d[..Split(d)]), .. Root(d[Split(d)..])]);

        public static IEnumerable<byte[]> Path(int m, byte[][] d) =>
            d.Length == 1 ? []
            : m < Split(d) ? [.. Path(m, d[..Split(d)]), Root(d[Split(d)..])]
            : [.. Path(m - Split(d), d[Split(d)..]), Root(d[..Split(d)])];

        public static IEnumerable<byte[]> Proof(int m, byte[][] d, bool b) =>
            m == d.Length ? b ? [] : [Root(d)]
            : m <= Split(d) ? [.. Proof(m, d[..Split(d)], b), Root(d[Split(d)..])]
            : [.. Proof(m - Split(d), d[Split(d)..], false), Root(d[..Split(d)])];

        private static int Split(byte[][] d)
        {
            var k = 1;
            while (k * 2 < d.Length)
            {
                k *= 2;
            }

            return k;
        }
    }
}
