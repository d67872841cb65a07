using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage;

/// <summary>Signs notes by a P-256 key that never leaves its Azure Key Vault: ES256 over the text, by the vault's REST interface.</summary>
/// <remarks>The identity needs the permissions <c>get</c> and <c>sign</c> on the key, nothing else.</remarks>
public sealed class KeyVaultNoteSigner : INoteSigner
{
    private const string Version = "?api-version=7.4";
    private const int Coordinate = 32;

    private readonly HttpPipeline _pipeline;
    private readonly Uri _key;

    private KeyVaultNoteSigner(HttpPipeline pipeline, Uri key, NoteKey publicKey) => (_pipeline, _key, Key) = (pipeline, key, publicKey);

    public NoteKey Key { get; }

    /// <param name="key"><c>https://{vault}/keys/{name}</c>, or with a version. Without one it is the newest, as long as the process lives.</param>
    /// <param name="name">The log's origin.</param>
    /// <param name="transport">What carries the calls; by default HTTPS.</param>
    /// <exception cref="RequestFailedException">The vault refused.</exception>
    /// <exception cref="CryptographicException">It is not a P-256 key.</exception>
    public static async Task<KeyVaultNoteSigner> OpenAsync(
        Uri key, TokenCredential identity, string name, CancellationToken cancellation = default, HttpPipelineTransport? transport = null)
    {
        var options = new VaultOptions();
        options.Transport = transport ?? options.Transport;
        var pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(identity, "https://vault.azure.net/.default"));
        using var answer = await SendAsync(pipeline, RequestMethod.Get, new Uri(key, key.AbsolutePath + Version), null, cancellation);
        var found = answer.RootElement.GetProperty("key");
        if (found.GetProperty("kty").GetString() is not ("EC" or "EC-HSM") || found.GetProperty("crv").GetString() != "P-256")
        {
            throw new CryptographicException($"{key} is of another kind; expected an EC key on P-256.");
        }

        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Decoded(found, "x"), Y = Decoded(found, "y") },
        });
        // With its version: a rotated key would sign under another public key than the one that was read.
        return new(pipeline, new Uri(found.GetProperty("kid").GetString()!), NoteKey.OfEcdsa(name, ecdsa.ExportSubjectPublicKeyInfo()));
    }

    public async ValueTask<byte[]> SignAsync(byte[] text, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", value = Base64Url.EncodeToString(SHA256.HashData(text)) });
        using var answer = await SendAsync(_pipeline, RequestMethod.Post, new Uri(_key, $"{_key.AbsolutePath}/sign{Version}"), body, cancellation);
        return Der(Decoded(answer.RootElement, "value"));
    }

    // The vault answers r ‖ s (RFC 7518 §3.4); notes carry the DER sequence of both.
    private static byte[] Der(byte[] signature)
    {
        if (signature.Length != 2 * Coordinate)
        {
            throw new CryptographicException($"The vault answered a signature of {signature.Length} bytes; expected {2 * Coordinate}.");
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new System.Numerics.BigInteger(signature.AsSpan(0, Coordinate), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new System.Numerics.BigInteger(signature.AsSpan(Coordinate), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }

    private static byte[] Decoded(JsonElement element, string name) => Base64Url.DecodeFromChars(element.GetProperty(name).GetString());

    private static async Task<JsonDocument> SendAsync(
        HttpPipeline pipeline, RequestMethod method, Uri address, byte[]? body, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        if (body is not null)
        {
            message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
            message.Request.Content = RequestContent.Create(body);
        }

        await pipeline.SendAsync(message, cancellation);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : JsonDocument.Parse(message.Response.Content);
    }

    private sealed class VaultOptions : ClientOptions;
}
