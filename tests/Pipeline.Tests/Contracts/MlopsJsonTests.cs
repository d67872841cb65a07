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

    [Fact]
    public void A_member_that_may_be_null_is_neither_written_nor_asked_for()
    {
        var measure = Measure.Missing("auc", 3, higherIsBetter: true, "one class");
        Assert.DoesNotContain("null", MlopsJson.Write(measure));
        Assert.Equal(measure, MlopsJson.Read<Measure>(MlopsJson.Write(measure)));
        var evidence = new ApprovalEvidence("d", "s", "m", "p", "e", "1", null);
        Assert.Equal(evidence, MlopsJson.Read<ApprovalEvidence>(MlopsJson.Write(evidence)));
    }

    [Fact]
    public void A_missing_required_number_is_refused_also_behind_an_init_property()
    {
        Assert.Throws<JsonException>(() => MlopsJson.Read<Measure>("""{"name":"auc","higherIsBetter":true}"""));
        Assert.Throws<JsonException>(() => MlopsJson.Read<ReleaseManifest>("""{"model":"a"}"""));
    }
}
