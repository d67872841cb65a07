using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Features;

/// <summary>How one source column is encoded; fitted on the training part and saved in the model file.</summary>
/// <param name="Levels">Category and text: the levels with a code of their own, in ordinal order; else null.</param>
/// <param name="HasTime">Date: some training value had a time of day, which is then a part of its own.</param>
public sealed record FeatureColumn(string Name, ColumnKind Kind, IReadOnlyList<string>? Levels = null, bool HasTime = false)
{
    [JsonIgnore]
    public bool IsCategory => Kind is ColumnKind.Category or ColumnKind.Text;
}
