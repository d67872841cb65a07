using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Benchmarks.Learners;

/// <summary>The least that a specification says: the benchmarks measure defaults.</summary>
internal static class MeasuredSpec
{
    public static PipelineSpec Binary(string target, string positive) => new()
    {
        Model = "a-model",
        Owner = "dana@example.org",
        Purpose = "a measurement",
        RiskClass = "minimal",
        Licence = "MIT",
        LegalBasis = "none needed",
        Task = ModelTask.Binary,
        Target = target,
        Positive = positive,
    };
}
