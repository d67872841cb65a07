using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage.Tests.Ledger;

public sealed class KeyVaultNoteSignerTests
{
    private static readonly Uri Address = new("https://vault.example.org/keys/log");

    // A vault as its documentation describes it (REST reference, "Get Key" and "Sign"), around a key that lives here.
    [Fact]
    public async Task A_note_is_signed_by_the_vaults_key_beside_the_logs_own()
    {
        using var vault = new Vault(ECCurve.NamedCurves.nistP256);
        var signer = await KeyVaultNoteSigner.OpenAsync(Address, new Token(), "log.example.org", transport: vault.Transport);
        var own = LedgerProcess.Signer;
        // Often enough that numbers come up with a leading zero, or with a leading one bit.
        for (var i = 0; i < 50; i++)
        {
            var note = await SignedNote.SignAsync($"note {i}\n", [own, signer]);
            var verdict = SignedNote.TryRead(note.ToBytes())!.Verify([own.Key, NoteKey.TryParse(signer.Key.Text)!]);
            Assert.Equal(2, Assert.IsType<NoteVerdict.Signed>(verdict).By.Count);
        }

        Assert.Equal(NoteKey.EcdsaType, signer.Key.Type);
        Assert.All(vault.Seen, call => Assert.Equal("Bearer a-token", call.Authorization));
        Assert.All(vault.Seen.Skip(1), call => Assert.Equal("/keys/log/0001/sign", call.Path));
    }

    [Fact]
    public async Task A_key_of_another_curve_and_a_vault_that_refuses_are_faults()
    {
        using var other = new Vault(ECCurve.NamedCurves.nistP384);
        await Assert.ThrowsAsync<CryptographicException>(() => KeyVaultNoteSigner.OpenAsync(Address, new Token(), "log", transport: other.Transport));
        using var closed = new Vault(ECCurve.NamedCurves.nistP256) { Status = HttpStatusCode.Forbidden };
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => KeyVaultNoteSigner.OpenAsync(Address, new Token(), "log", transport: closed.Transport));
        Assert.Equal(403, refused.Status);
    }

    private sealed record Call(string Path, string? Authorization);

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellation) => new("a-token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancellation) =>
            new(GetToken(context, cancellation));
    }

    private sealed class Vault : HttpMessageHandler
    {
        private readonly ECDsa _key;
        private readonly string _curve;

        public Vault(ECCurve curve)
        {
            (_key, _curve) = (ECDsa.Create(curve), curve.Oid.FriendlyName == ECCurve.NamedCurves.nistP256.Oid.FriendlyName ? "P-256" : "P-384");
            Transport = new HttpClientTransport(this);
        }

        public HttpClientTransport Transport { get; }

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public List<Call> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            Seen.Add(new(request.RequestUri!.AbsolutePath, request.Headers.Authorization?.ToString()));
            var answer = request.Method == HttpMethod.Get ? Described() : Signed(await request.Content!.ReadAsStringAsync(cancellation));
            return new(Status) { Content = new StringContent(JsonSerializer.Serialize(answer), Encoding.UTF8, "application/json") };
        }

        protected override void Dispose(bool disposing)
        {
            _key.Dispose();
            base.Dispose(disposing);
        }

        private object Described()
        {
            var point = _key.ExportParameters(false).Q;
            var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
            return new { key = new { kid = "https://vault.example.org/keys/log/0001", kty = "EC", crv = _curve, x, y } };
        }

        private object Signed(string body)
        {
            using var asked = JsonDocument.Parse(body);
            Assert.Equal("ES256", asked.RootElement.GetProperty("alg").GetString());
            var signature = _key.SignHash(Base64Url.DecodeFromChars(asked.RootElement.GetProperty("value").GetString()));
            return new { kid = "https://vault.example.org/keys/log/0001", value = Base64Url.EncodeToString(signature) };
        }
    }
}
