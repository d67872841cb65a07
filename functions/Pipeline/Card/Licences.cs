namespace ServerlessMlops.Pipeline.Card;

/// <summary>Licences that both SPDX and the Hugging Face Hub have a name for.</summary>
internal static class Licences
{
    private static readonly string[] Spdx =
    [
        "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0",
        "CC-BY-ND-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0", "GPL-3.0-only", "AGPL-3.0-only", "LGPL-3.0-only", "MPL-2.0", "EPL-2.0", "EUPL-1.2",
        "ODbL-1.0", "PDDL-1.0", "Unlicense",
    ];

    /// <returns>The SPDX identifier; null where the text is none of the list.</returns>
    public static string? SpdxId(string licence) => Spdx.FirstOrDefault(id => id.Equals(licence.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <returns>As the Hub spells it: lower case, without "only" and, for the ODbL and PDDL, without a version; null where it has no name.</returns>
    /// <remarks>Source: huggingface.co/docs/hub/repositories-licenses.</remarks>
    public static string? HubId(string licence) => SpdxId(licence)?.ToLowerInvariant() switch
    {
        null => null,
        "odbl-1.0" => "odbl",
        "pddl-1.0" => "pddl",
        var id => id.Replace("-only", "", StringComparison.Ordinal),
    };
}
