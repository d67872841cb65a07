using System.Diagnostics;
using System.Security.Cryptography;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Benchmarks.Ledger;

/// <summary>The transparency log's tree in memory: leaves a second, and what a proof costs at a million leaves.</summary>
internal static class TreeBenchmark
{
    private const int Leaves = 1_000_000;
    private const int Proofs = 20_000;
    private const int EntryBytes = 100;

    public static void Run()
    {
        // The machine's own rate: a leaf takes two hashes, one of its entry and on average one of a node.
        var bare = Seconds(() => Hash(Leaves));
        Build(Leaves / 10);
        Console.WriteLine(FormattableString.Invariant($"bare       {Leaves / bare,12:n0} SHA-256 of 65 bytes a second"));
        MerkleTree? tree = null;
        var built = Seconds(() => tree = Build(Leaves));
        Console.WriteLine(FormattableString.Invariant($"append     {Leaves / built,12:n0} entries of {EntryBytes} bytes a second"));
        Console.WriteLine(FormattableString.Invariant($"tiled      {Leaves / Seconds(() => Grow(Leaves)),12:n0} entries a second into tiles and bundles"));
        Proof("inclusion", i => tree!.Inclusion(i, Leaves));
        Proof("consistency", i => tree!.Consistency(i + 1, Leaves));
        var proofs = Enumerable.Range(0, Proofs).Select(i => tree!.Inclusion(Index(i), Leaves)).ToArray();
        var root = tree!.Root;
        var verified = Seconds(() =>
        {
            for (var i = 0; i < Proofs; i++)
            {
                if (ProofCheck.Inclusion(tree.Full(0, Index(i)), Index(i), Leaves, proofs[i], root) is not ProofVerdict.Holds)
                {
                    throw new InvalidOperationException($"The proof of {Index(i)} does not hold.");
                }
            }
        });
        Console.WriteLine(FormattableString.Invariant($"verify     {verified / Proofs * 1e6,12:f2} µs an inclusion proof"));
    }

    private static void Proof(string what, Func<long, IReadOnlyList<TreeHash>> prove)
    {
        Seconds(() => All(prove));
        Console.WriteLine(FormattableString.Invariant($"{what,-11}{Seconds(() => All(prove)) / Proofs * 1e6,12:f2} µs a proof at {Leaves:n0} leaves"));
    }

    private static void All(Func<long, IReadOnlyList<TreeHash>> prove)
    {
        for (var i = 0; i < Proofs; i++)
        {
            prove(Index(i));
        }
    }

    // Spread over the tree: 48,271 is a primitive root of the prime 2³¹ − 1.
    private static long Index(int i) => (i * 48_271L) % (Leaves - 1);

    private static MerkleTree Build(int count)
    {
        var (tree, entry) = (new MerkleTree(), new byte[EntryBytes]);
        for (var i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(entry, i);
            tree.Append(entry);
        }

        return tree;
    }

    private static void Grow(int count)
    {
        var entries = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            entries[i] = new byte[EntryBytes];
            BitConverter.TryWriteBytes(entries[i], i);
        }

        TreeGrowth.Grow(0, new Dictionary<Tile, byte[]>(), entries);
    }

    private static void Hash(int count)
    {
        Span<byte> content = stackalloc byte[65];
        Span<byte> hash = stackalloc byte[32];
        for (var i = 0; i < count; i++)
        {
            SHA256.HashData(content, hash);
        }
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
