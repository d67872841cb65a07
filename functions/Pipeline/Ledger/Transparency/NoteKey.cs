using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>A public key that signs notes, as c2sp.org/signed-note writes it: <c>name+id+base64(type ‖ key)</c>.</summary>
/// <param name="Id">With the name it says which key signed: 32 bits of a hash, an identifier and no proof.</param>
/// <param name="Type"><see cref="Ed25519Type"/> or <see cref="EcdsaType"/>.</param>
/// <param name="Key">Ed25519: 32 bytes (RFC 8032). ECDSA: SubjectPublicKeyInfo, DER.</param>
public sealed record NoteKey(string Name, uint Id, byte Type, byte[] Key)
{
    /// <summary>Ed25519 over the text.</summary>
    public const byte Ed25519Type = 1;

    /// <summary>ECDSA on P-256 over the text's SHA-256; the signature is DER.</summary>
    public const byte EcdsaType = 2;

    /// <summary>The verifier key: what an auditor notes down once, from a place that the log's keeper cannot change.</summary>
    public string Text => FormattableString.Invariant($"{Name}+{Id:x8}+{Convert.ToBase64String([Type, .. Key])}");

    /// <exception cref="ArgumentException">Not 32 bytes, or no name for a key.</exception>
    public static NoteKey OfEd25519(string name, byte[] key)
    {
        RefuseBadName(name);
        return key.Length == Ed25519.PublicKeySize
            ? new(name, First4([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. key]), Ed25519Type, key)
            : throw new ArgumentException($"Seen {key.Length} bytes; an Ed25519 public key has {Ed25519.PublicKeySize}.", nameof(key));
    }

    /// <remarks>The id of this type is of the key alone: so it was in use before the specification assigned the type.</remarks>
    /// <exception cref="ArgumentException">No name for a key.</exception>
    /// <exception cref="CryptographicException">Not the SubjectPublicKeyInfo of a point on P-256.</exception>
    public static NoteKey OfEcdsa(string name, byte[] subjectPublicKeyInfo)
    {
        RefuseBadName(name);
        using var opened = Opened(subjectPublicKeyInfo);
        return new(name, First4(subjectPublicKeyInfo), EcdsaType, subjectPublicKeyInfo);
    }

    /// <returns>Null where the text is no verifier key of a known type, or its id is not that of its key.</returns>
    public static NoteKey? TryParse(string text)
    {
        if (text.Split('+', 3) is not [var name, { Length: 8 } id, var material]
            || !IsName(name) || !StrictBase64.TryDecode(material, out var bytes) || bytes.Length < 2)
        {
            return null;
        }

        try
        {
            var key = bytes[0] switch
            {
                Ed25519Type when bytes.Length == 1 + Ed25519.PublicKeySize => OfEd25519(name, bytes[1..]),
                EcdsaType => OfEcdsa(name, bytes[1..]),
                _ => null,
            };
            return key is not null && key.Id.ToString("x8", CultureInfo.InvariantCulture) == id ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    /// <param name="text">The note's text, with its last newline.</param>
    public bool Verifies(byte[] text, byte[] signature)
    {
        if (Type == Ed25519Type)
        {
            return signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, Key, 0, text, 0, text.Length);
        }

        using var opened = Opened(Key);
        return opened.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static ECDsa Opened(byte[] subjectPublicKeyInfo)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out var read);
        return read == subjectPublicKeyInfo.Length && key.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7"
            ? key
            : throw new CryptographicException("Expected the SubjectPublicKeyInfo of a point on P-256.");
    }

    private static void RefuseBadName(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"Seen the key name '{name}'; expected one without white space and plus.", nameof(name));
        }
    }

    private static uint First4(byte[] content) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(content));
}
