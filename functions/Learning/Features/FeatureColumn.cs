using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Features;

/// <summary>A column that the transform reads.</summary>
public sealed record InputColumn(string Name, ColumnKind Kind)
{
    [JsonIgnore]
    public bool IsText => Kind is ColumnKind.Category or ColumnKind.Text;
}

/// <summary>One feature: a column, or derived from columns, with how it is encoded.</summary>
/// <param name="Expression">Derived: over the inputs; else null, and the input of the same name is the feature.</param>
/// <param name="Monotone">What the score may only do as the feature grows; null where it is free.</param>
public sealed record FeatureColumn(
    string Name, ColumnKind Kind, FeatureEncoding Encoding, string? Expression = null, MonotoneDirection? Monotone = null)
{
    [JsonIgnore]
    public bool IsText => Kind is ColumnKind.Category or ColumnKind.Text;
}
