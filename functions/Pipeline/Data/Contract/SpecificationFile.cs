using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Data;

/// <param name="Path">As problems name it.</param>
public sealed record SpecificationFile(string Path, string Text);

/// <summary>What a model's people have written.</summary>
/// <param name="Pipeline">Null where there is no file, or none that can be read.</param>
/// <param name="Contract">As <paramref name="Pipeline"/>.</param>
/// <param name="Problems">Every error, then every warning.</param>
public sealed record ReadSpecification(PipelineSpec? Pipeline, DataContract? Contract, IReadOnlyList<Problem> Problems)
{
    /// <summary>What holds whatever they have written.</summary>
    public PolicySet Policies { get; init; } = PolicySet.BuiltInOnly;
}
