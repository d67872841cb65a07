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

    /// <summary>The transparency log: every blob in it is written once, so that the container can be made immutable.</summary>
    public const string Ledger = "ledger";

    /// <summary>What of the log changes: its newest checkpoint, the sequencer's state and lease.</summary>
    public const string LedgerState = "ledger-state";

    public const string AuditTable = "Audit";
    public const string RunsTable = "Runs";
    public const string RegistryTable = "Registry";
    public const string ApprovalsTable = "Approvals";

    /// <summary>Which audit entries wait for the log, and where in it the others are.</summary>
    public const string LedgerTable = "Ledger";

    /// <summary>Whom the pseudonyms in the log stand for. The one place to erase a name from.</summary>
    public const string PeopleTable = "People";

    public static readonly IReadOnlyList<string> Containers =
        [Datasets, Pipelines, Policies, ModelsIn, Artifacts, Models, RunDocuments, Ledger, LedgerState];

    public static readonly IReadOnlyList<string> Tables = [AuditTable, RunsTable, RegistryTable, ApprovalsTable, LedgerTable, PeopleTable];
}
