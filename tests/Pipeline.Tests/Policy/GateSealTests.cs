using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Pipeline.Tests.Data;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public sealed class GateSealTests
{
    private static readonly ArtifactRef Split = new(new string('a', 64), 10, "application/json");

    private static readonly PipelineSpec Spec = Csv.Spec() with { Gates = [new() { Metric = "auc", Min = 0.7 }] };

    [Fact]
    public void Limits_groups_and_rows_are_sealed_and_words_are_not()
    {
        var seal = GateSeal.Of(Spec, Split);
        Assert.Equal(seal, GateSeal.Of(Spec with { Purpose = "Another purpose" }, Split));
        Assert.NotEqual(seal, GateSeal.Of(Spec with { Gates = [new() { Metric = "auc", Min = 0.69 }] }, Split));
        Assert.NotEqual(seal, GateSeal.Of(Spec with { Gates = [new() { Metric = "auc", Min = 0.7, Severity = GateSeverity.Warn }] }, Split));
        Assert.NotEqual(seal, GateSeal.Of(Spec with { Protected = [new() { Column = "Age" }] }, Split));
        Assert.NotEqual(seal, GateSeal.Of(Spec, Split with { Digest = new string('b', 64) }));
    }

    [Fact]
    public void A_refusal_names_both_digests()
    {
        var refusal = GateSeal.Refusal("aaa", "bbb");
        Assert.Contains("aaa", refusal, StringComparison.Ordinal);
        Assert.Contains("bbb", refusal, StringComparison.Ordinal);
    }
}
