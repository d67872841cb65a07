using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>When one gate asks at least as much as another.</summary>
internal static class GateOrder
{
    /// <summary>The same number of the same rows.</summary>
    public static bool IsOfSame(GateSpec one, GateSpec other) =>
        one.Metric == other.Metric && one.Disparity == other.Disparity && one.Group == other.Group && one.Slice == other.Slice
        && one.Against == other.Against;

    /// <summary>Of the same attribute or of all, at limits, a level, a severity and a number of rows that are no lower.</summary>
    public static bool AsksAtLeast(GateSpec own, GateSpec asked) =>
        IsOfSame(own, asked) && Covers(own.Attribute, asked.Attribute)
        && (asked.Min is null || own.Min >= asked.Min) && (asked.Max is null || own.Max <= asked.Max)
        && (own.Severity ?? GateSeverity.Block) >= (asked.Severity ?? GateSeverity.Block)
        && (own.Confidence ?? GateInterval.DefaultLevel) >= (asked.Confidence ?? GateInterval.DefaultLevel)
        && (own.MinimumRows ?? 0) >= (asked.MinimumRows ?? 0);

    /// <summary>A gate without an attribute asks each alone, and none of them crossed.</summary>
    private static bool Covers(string? own, string? asked) =>
        own is null ? asked is null || !CrossedName.IsCrossed(asked) : asked is not null && CrossedName.IsSame(own, asked);

    /// <summary>Some gate of the specification asks at least as much.</summary>
    public static bool IsMet(GateSpec asked, PipelineSpec spec) => spec.Gates.Any(gate => AsksAtLeast(gate, asked));
}
