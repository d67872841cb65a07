using System.Net.Http.Headers;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Http;

/// <summary>Signing in on the machine that the app runs on: who can read the identity key may ask for anybody's one-time code.</summary>
/// <param name="keyFile"><c>identity.key</c> in the state folder, readable by its owner only.</param>
public sealed class LocalSignIn(Uri root, string keyFile)
{
    /// <summary>For a person with a browser.</summary>
    public async Task<SignInCode> CodeAsync(string user, CancellationToken cancellation)
    {
        var secret = LocalSecret.From(await File.ReadAllBytesAsync(keyFile, cancellation));
        using var http = new JsonTransport(root, new AuthenticationHeaderValue(LocalSecret.Scheme, secret));
        return await http.PostAsync<SignInCode>("identity/codes", new { user }, cancellation);
    }

    /// <summary>For a program.</summary>
    public async Task<SignedIn> TokenAsync(string user, CancellationToken cancellation)
    {
        var code = await CodeAsync(user, cancellation);
        using var http = new JsonTransport(root, authorization: null);
        return await http.PostAsync<SignedIn>("identity/tokens", new { code.Code }, cancellation);
    }

    public async Task<ApiClient> ClientAsync(string user, CancellationToken cancellation) => new(root, await TokenAsync(user, cancellation));
}
