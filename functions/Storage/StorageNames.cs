namespace ServerlessMlops.Storage;

/// <summary>Containers and tables, as the infrastructure makes them too.</summary>
public static class StorageNames
{
    public const string Datasets = "datasets";
    public const string Pipelines = "pipelines";
    public const string Policies = "policies";
    public const string ModelsIn = "models-in";
    public const string Artifacts = "artifacts";
    public const string Models = "models";
    public const string RunDocuments = "runs";

    public const string AuditTable = "Audit";
    public const string RunsTable = "Runs";
    public const string RegistryTable = "Registry";
    public const string ApprovalsTable = "Approvals";

    public static readonly IReadOnlyList<string> Containers = [Datasets, Pipelines, Policies, ModelsIn, Artifacts, Models, RunDocuments];

    public static readonly IReadOnlyList<string> Tables = [AuditTable, RunsTable, RegistryTable, ApprovalsTable];
}
