using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>The model as a machine-learning bill of materials: model with its card, dataset, and the packages that trained it.</summary>
/// <remarks>CycloneDX 1.6 (ECMA-424), JSON.</remarks>
public static class CycloneDxBom
{
    private const string ModelRef = "model";
    private const string DataRef = "dataset";

    public static JsonObject Of(ModelCard card)
    {
        var packages = (card.Environment?.Packages ?? []).Select(Package).ToArray();
        var metadata = new JsonObject { ["component"] = Model(card) };
        if (card.ReleasedAt is { } released)
        {
            metadata["timestamp"] = released.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        JsonNode?[] needs = [DataRef, .. packages.Select(package => (JsonNode?)package["bom-ref"]!.GetValue<string>())];
        return new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{SerialNumber(card)}",
            ["version"] = 1,
            ["metadata"] = metadata,
            ["components"] = new JsonArray([Data(card), .. packages]),
            ["dependencies"] = new JsonArray(new JsonObject { ["ref"] = ModelRef, ["dependsOn"] = new JsonArray(needs) }),
        };
    }

    private static JsonObject Model(ModelCard card) => new()
    {
        ["type"] = "machine-learning-model",
        ["bom-ref"] = ModelRef,
        ["name"] = card.Model,
        ["version"] = card.Version is { } version ? FormattableString.Invariant($"{version}") : "candidate",
        ["description"] = card.Pipeline.Purpose,
        ["hashes"] = Hashes(card.Record.ModelFile),
        ["modelCard"] = CycloneDxModelCard.Of(card, DataRef),
        ["properties"] = CycloneDxModelCard.Properties(card),
    };

    private static JsonObject Data(ModelCard card)
    {
        var licence = Licences.SpdxId(card.Pipeline.Licence) is { } id ? new JsonObject { ["id"] = id } : new JsonObject { ["name"] = card.Pipeline.Licence };
        var contents = new JsonObject
        {
            ["type"] = "dataset",
            ["name"] = card.Model,
            ["description"] = FormattableString.Invariant($"{card.Rows} rows, of which {card.Evaluation.TestRows} were kept for the test."),
        };
        if (card.Pipeline.Protected.Count > 0)
        {
            contents["sensitiveData"] = new JsonArray([.. card.Pipeline.Protected.Select(attribute => (JsonNode?)$"protected attribute: {attribute.Column}")]);
        }

        return new JsonObject
        {
            ["type"] = "data",
            ["bom-ref"] = DataRef,
            ["name"] = $"{card.Model} training data",
            ["hashes"] = Hashes(card.Record.Dataset),
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = licence }),
            ["data"] = new JsonArray(contents),
        };
    }

    /// <param name="package">As in <c>LightGBM 4.7.0</c>.</param>
    private static JsonObject Package(string package)
    {
        var (name, version) = package.Split(' ') is [var first, var second] ? (first, second) : (package, "");
        var component = new JsonObject { ["type"] = "library", ["bom-ref"] = $"pkg:{package}", ["name"] = name };
        if (version.Length > 0)
        {
            component["version"] = version;
            component["purl"] = $"pkg:nuget/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}";
        }

        return component;
    }

    private static JsonArray Hashes(string digest) =>
        Digests.IsDigest(digest) ? new(new JsonObject { ["alg"] = "SHA-256", ["content"] = digest }) : [];

    /// <summary>A UUID of version 8 (RFC 9562, 5.8) from what the card stands on: the same card has the same number.</summary>
    private static string SerialNumber(ModelCard card)
    {
        var hex = Digests.Sha256Hex($"{card.Name}\0{card.RunId}\0{card.Record.Evaluation}\0{card.Record.Evidence}");
        return $"{hex[..8]}-{hex[8..12]}-8{hex[13..16]}-8{hex[17..20]}-{hex[20..32]}";
    }
}
