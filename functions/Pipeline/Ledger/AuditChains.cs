namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>Names of chains. The prefix keeps a model that is named like a run id out of that run's chain.</summary>
public static class AuditChains
{
    /// <summary>What happened in one run.</summary>
    public static string Run(string runId) => $"run.{runId}";

    /// <summary>What happened to one model's releases.</summary>
    public static string Model(string model) => $"model.{model}";
}
