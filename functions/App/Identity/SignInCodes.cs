using System.Security.Cryptography;
using System.Text;

namespace ServerlessMlops.App.Identity;

/// <summary>A one-time code and until when it may be used.</summary>
public sealed record SignInCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>
/// One-time sign-in codes: 100 bits as four groups of five characters, good for ten minutes and one use. Only their hashes are
/// held, and in memory: a restart makes every outstanding code invalid.
/// </summary>
public sealed class SignInCodes(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Codes that may be outstanding at once; the key holder who asks for more is refused.</summary>
    public const int Most = 100;

    // Crockford's base 32: no I, L, O or U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 20;

    private readonly Lock gate = new();

    private readonly Dictionary<string, (string User, DateTimeOffset ExpiresAt)> outstanding = [];

    /// <summary>A new code for the user; null when <see cref="Most"/> are outstanding.</summary>
    public SignInCode? Issue(string user)
    {
        var now = time.GetUtcNow();
        var code = new SignInCode(Grouped(RandomNumberGenerator.GetString(Alphabet, Length)), now + Lifetime);
        lock (gate)
        {
            foreach (var (hash, _) in outstanding.Where(o => o.Value.ExpiresAt <= now).ToList())
            {
                outstanding.Remove(hash);
            }

            if (outstanding.Count >= Most)
            {
                return null;
            }

            outstanding[Hash(Normal(code.Code))] = (user, code.ExpiresAt);
        }

        return code;
    }

    /// <summary>Uses a code up: the user it was issued for, or null when it is unknown, used or expired.</summary>
    public string? Spend(string? code)
    {
        if (code is null or { Length: > 64 })
        {
            return null;
        }

        lock (gate)
        {
            return outstanding.Remove(Hash(Normal(code)), out var found) && time.GetUtcNow() < found.ExpiresAt ? found.User : null;
        }
    }

    private static string Grouped(string code) => string.Join('-', code.Chunk(5).Select(c => new string(c)));

    // As people copy it: in any case, with or without hyphens and spaces, and with the letters that look like digits.
    private static string Normal(string code) =>
        new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(code)));
}
