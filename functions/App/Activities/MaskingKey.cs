using Microsoft.Extensions.Configuration;
using ServerlessMlops.App.Identity;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.App.Activities;

/// <summary>
/// What columns are masked with: the setting <c>Masking:Key</c> (base64 of 32 bytes or more; on Azure a reference to a key store), or on one
/// machine <c>{state folder}/masking.key</c>. Another key gives other tokens.
/// </summary>
public sealed class MaskingKey
{
    private const string FileName = "masking.key";

    private readonly Lazy<byte[]> _key;

    private MaskingKey(Func<byte[]> key) => _key = new(key);

    /// <exception cref="InvalidOperationException">The setting is no key; it is not shown.</exception>
    public static MaskingKey Of(IConfiguration settings)
    {
        if (settings["Masking:Key"] is not { Length: > 0 } text)
        {
            return new(() => SecretFile.Open(Path.Combine(StateFolder.Of(settings), FileName), Masking.MinKeyLength));
        }

        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= Masking.MinKeyLength
            ? new(() => key[..length])
            : throw new InvalidOperationException($"Setting Masking:Key is no key; expected base64 of {Masking.MinKeyLength} bytes or more.");
    }

    /// <param name="column">Its own domain: tokens of two columns do not join.</param>
    public Masking For(string model, string column) => new(_key.Value, model, column);
}
