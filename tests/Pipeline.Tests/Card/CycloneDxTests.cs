using System.Text.Json.Nodes;
using NJsonSchema;
using ServerlessMlops.Pipeline.Card;

namespace ServerlessMlops.Pipeline.Tests.Card;

public sealed class CycloneDxTests
{
    [Fact]
    public async Task The_bill_of_materials_is_valid_by_the_standards_own_schema()
    {
        var schema = await SchemaAsync();
        foreach (var card in new[] { CardSamples.Binary, CardSamples.Regression })
        {
            Assert.Empty(schema.Validate(CycloneDxBom.Of(card).ToJsonString()).Select(error => $"{error.Path}: {error.Kind}"));
        }
    }

    [Fact]
    public async Task The_schema_tells_a_wrong_bill_from_a_right_one()
    {
        var schema = await SchemaAsync();
        var wrong = CycloneDxBom.Of(CardSamples.Binary);
        wrong["metadata"]!["component"]!["modelCard"]!["considerations"]!["users"] = "not a list";
        Assert.NotEmpty(schema.Validate(wrong.ToJsonString()));
        var unknown = CycloneDxBom.Of(CardSamples.Binary);
        unknown["components"]![0]!["licenses"]![0]!["license"]!["id"] = "NOT-A-LICENCE";
        Assert.NotEmpty(schema.Validate(unknown.ToJsonString()));
    }

    [Fact]
    public void Model_data_and_packages_stand_in_it_with_digests_measures_with_intervals_and_gaps_by_name()
    {
        var bom = CycloneDxBom.Of(CardSamples.Binary);
        var model = bom["metadata"]!["component"]!;
        Assert.Equal("machine-learning-model", (string?)model["type"]);
        Assert.Equal(CardSamples.Binary.Record.ModelFile, (string?)model["hashes"]![0]!["content"]);
        var metrics = model["modelCard"]!["quantitativeAnalysis"]!["performanceMetrics"]!.AsArray();
        var auc = metrics.Single(metric => (string?)metric!["type"] == "auc")!;
        Assert.Equal("test part, n = 1114", (string?)auc["slice"]);
        Assert.NotNull(auc["confidenceInterval"]!["lowerBound"]);
        Assert.Contains("Contact", Properties(model, "mlops:gap"));
        Assert.DoesNotContain("Intended users", Properties(model, "mlops:gap"));
        Assert.Equal(
            ["pkg:nuget/LightGBM@4.7.0", "pkg:nuget/Microsoft.ML@5.0.1"],
            bom["components"]!.AsArray().Where(one => (string?)one!["type"] == "library").Select(one => (string?)one!["purl"]));
        Assert.Equal("CC-BY-4.0", (string?)bom["components"]![0]!["licenses"]![0]!["license"]!["id"]);
        Assert.Equal(3, bom["dependencies"]![0]!["dependsOn"]!.AsArray().Count);
    }

    [Fact]
    public void The_same_card_has_the_same_serial_number_and_another_version_another()
    {
        var one = (string?)CycloneDxBom.Of(CardSamples.Binary)["serialNumber"];
        Assert.Equal(one, (string?)CycloneDxBom.Of(CardSamples.Binary)["serialNumber"]);
        Assert.NotEqual(one, (string?)CycloneDxBom.Of(CardSamples.Binary with { Version = 4 })["serialNumber"]);
    }

    private static IEnumerable<string?> Properties(JsonNode model, string name) =>
        model["properties"]!.AsArray().Where(one => (string?)one!["name"] == name).Select(one => (string?)one!["value"]);

    private static Task<JsonSchema> SchemaAsync() =>
        JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "Card", "CycloneDx", "bom-1.6.schema.json"));
}
