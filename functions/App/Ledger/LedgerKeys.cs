using System.Globalization;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using ServerlessMlops.App.Identity;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Ledger;

/// <summary>
/// What the log signs with. Ed25519 private keys: the setting <c>Ledger:Keys</c> (base64 of 32 bytes each, with commas, the newest first; on
/// Azure references to a key store), or on one machine <c>{state folder}/ledger.key</c>, <c>ledger.2.key</c> and so on, the last being the
/// newest. Beside them <c>Ledger:KeyVaultKey</c>, the address of a P-256 key that never leaves its vault.
/// </summary>
public static class LedgerKeys
{
    private const string DefaultOrigin = "serverless-mlops.local/ledger";

    /// <exception cref="InvalidOperationException">A setting is not usable; no key is shown.</exception>
    public static LogSigners Of(IConfiguration settings)
    {
        var origin = settings["Ledger:Origin"] is { Length: > 0 } named ? named : DefaultOrigin;
        if (!NoteKey.IsName(origin))
        {
            throw new InvalidOperationException($"Setting Ledger:Origin is '{origin}'; expected a name without white space and plus.");
        }

        var given = Given(settings["Ledger:Keys"]);
        var vault = VaultKey(settings["Ledger:KeyVaultKey"]);
        return new(async cancellation =>
        {
            List<INoteSigner> signers = [.. (given ?? InFiles(StateFolder.Of(settings))).Select(seed => new Ed25519NoteSigner(origin, seed))];
            if (vault is not null)
            {
                signers.Add(await KeyVaultNoteSigner.OpenAsync(vault, Identity(settings), origin, cancellation));
            }

            return new LogIdentity(origin, signers);
        });
    }

    private static List<byte[]>? Given(string? text)
    {
        if (text is not { Length: > 0 })
        {
            return null;
        }

        var keys = new List<byte[]>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var key = new byte[part.Length];
            if (!Convert.TryFromBase64String(part, key, out var length) || length != Ed25519NoteSigner.SeedLength)
            {
                throw new InvalidOperationException(
                    $"Setting Ledger:Keys: key {keys.Count + 1} is none; expected base64 of {Ed25519NoteSigner.SeedLength} bytes.");
            }

            keys.Add(key[..length]);
        }

        return keys;
    }

    private static IEnumerable<byte[]> InFiles(string folder)
    {
        var newest = 1;
        while (File.Exists(PathOf(folder, newest + 1)))
        {
            newest++;
        }

        // An older one that was taken away does not come back; the first is made where there is none at all.
        return Enumerable.Range(1, newest).Reverse().Select(number => PathOf(folder, number)).Where(path => newest == 1 || File.Exists(path))
            .Select(path => SecretFile.Open(path, Ed25519NoteSigner.SeedLength));
    }

    private static string PathOf(string folder, int number) =>
        Path.Combine(folder, number == 1 ? "ledger.key" : string.Create(CultureInfo.InvariantCulture, $"ledger.{number}.key"));

    private static Uri? VaultKey(string? text) =>
        text is not { Length: > 0 } ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.Segments is [_, "keys/", _, ..] ? address
        : throw new InvalidOperationException($"Setting Ledger:KeyVaultKey is '{text}'; expected https://{{vault}}/keys/{{name}} or with a version.");

    private static DefaultAzureCredential Identity(IConfiguration settings) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = settings["AzureWebJobsStorage:clientId"] });
}
