using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Tests.Contracts;

public sealed class MlopsJsonTests
{
    [Fact]
    public void A_carried_case_of_a_closed_record_keeps_its_name_when_written_as_an_object()
    {
        IngestOutcome rejected = new IngestOutcome.Rejected(new("ab", 2, "application/json"), 3, "Three problems.");

        var written = MlopsJson.Write<object>(new Carried<IngestOutcome>(rejected));

        Assert.Contains("\"kind\":\"rejected\"", written);
        Assert.Equal(rejected, MlopsJson.Read<Carried<IngestOutcome>>(written).Value);
    }

    [Fact]
    public void A_missing_required_member_is_refused() =>
        Assert.Throws<JsonException>(() => MlopsJson.Read<ArtifactRef>("""{"digest":"ab","length":2}"""));

    [Fact]
    public void A_null_required_member_is_refused() =>
        Assert.Throws<JsonException>(() => MlopsJson.Read<ArtifactRef>("""{"digest":null,"length":2,"mediaType":"text/csv"}"""));
}
