using Microsoft.Extensions.Configuration;

namespace ServerlessMlops.App.Receipts;

/// <summary>Where people reach the app: a receipt lies in storage, so that a link in it has to name the host.</summary>
public sealed class PublicAddress
{
    private readonly Uri? root;

    private PublicAddress(Uri? root) => this.root = root;

    /// <summary>
    /// <c>Mlops__PublicUrl</c>, as behind a gateway; else the site's host name, which Azure sets; else <c>Mlops__Url</c> of one machine,
    /// where it names a port.
    /// </summary>
    /// <exception cref="PublicAddressException">A value is no http or https address.</exception>
    public static PublicAddress Of(IConfiguration configuration)
    {
        if (configuration["Mlops:PublicUrl"] is { Length: > 0 } given)
        {
            return new(Parse(given) ?? throw new PublicAddressException(given));
        }

        if (configuration["WEBSITE_HOSTNAME"] is { Length: > 0 } site)
        {
            return new(Parse(site.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? $"http://{site}" : $"https://{site}"));
        }

        return new(configuration["Mlops:Url"] is { Length: > 0 } local && Parse(local) is { Port: > 0 } here ? here : null);
    }

    /// <returns>Absolute where the address is known, else a path on the app.</returns>
    public string OfRun(string runId)
    {
        var path = $"/api/runs/{runId}";
        return root is null ? path : new Uri(root, path).AbsoluteUri;
    }

    private static Uri? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : null;
}

/// <summary>A setting that should say where people reach the app does not.</summary>
public sealed class PublicAddressException(string seen) : Exception($"Seen Mlops__PublicUrl '{seen}'; expected an http or https address.")
{
    public string Seen { get; } = seen;
}
