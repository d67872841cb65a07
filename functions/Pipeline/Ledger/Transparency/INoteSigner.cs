using Org.BouncyCastle.Math.EC.Rfc8032;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Signs notes with one key.</summary>
public interface INoteSigner
{
    /// <summary>The public half.</summary>
    NoteKey Key { get; }

    /// <param name="text">With its last newline.</param>
    ValueTask<byte[]> SignAsync(byte[] text, CancellationToken cancellation);
}

/// <summary>Ed25519 (RFC 8032): one text has one signature.</summary>
public sealed class Ed25519NoteSigner : INoteSigner
{
    /// <summary>Bytes of a private key.</summary>
    public const int SeedLength = 32;

    private readonly byte[] _seed;

    /// <param name="name">The log's origin.</param>
    /// <param name="seed">The private key.</param>
    /// <exception cref="ArgumentException">Not 32 bytes, or no name for a key.</exception>
    public Ed25519NoteSigner(string name, byte[] seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"Seen {seed.Length} bytes; an Ed25519 private key has {SeedLength}.", nameof(seed));
        }

        _seed = [.. seed];
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(_seed, 0, key, 0);
        Key = NoteKey.OfEd25519(name, key);
    }

    public NoteKey Key { get; }

    public ValueTask<byte[]> SignAsync(byte[] text, CancellationToken cancellation)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, text, 0, text.Length, signature, 0);
        return ValueTask.FromResult(signature);
    }
}
