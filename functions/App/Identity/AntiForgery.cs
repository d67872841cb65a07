using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMlops.App.Identity;

/// <summary>
/// The hidden value that every form carries: an HMAC over who got the form, in which session, where it is posted to, and the digest
/// of what it shows. One taken from another's form, another request or an older state of it does not hold.
/// </summary>
public sealed class AntiForgery(IdentityKey key)
{
    /// <summary>Name of the form field that carries the value.</summary>
    public const string Field = "antiForgery";

    /// <summary>Name of the form field that carries the digest; a form without one is bound to the empty text.</summary>
    public const string DigestField = "digest";

    private readonly byte[] key = key.For("mlops anti-forgery v1");

    /// <param name="action">The absolute path that the form is posted to, such as <c>/api/approvals/{id}/votes</c>.</param>
    public string ValueFor(Caller caller, string action, string digest = "") => Base64Url.EncodeToString(Mac(caller, action, digest));

    public bool Holds(string? value, Caller caller, string action, string digest = "") =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(value ?? ""), Encoding.ASCII.GetBytes(ValueFor(caller, action, digest)));

    // Each part is followed by a NUL, which none can hold unencoded, so that two different triples never make one text.
    private byte[] Mac(Caller caller, string action, string digest) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Concat(
            caller.Name.ToLowerInvariant(), "\0", caller.Session, "\0", action, "\0", digest.Replace('\0', ' '))));
}
