namespace ServerlessMlops.Pipeline.Data;

/// <summary>The keys of the Open Data Contract Standard v3.1.0, by section, that have no effect here: known, and passed over.</summary>
/// <remarks>Source: the standard's JSON schema, odcs-json-schema-v3.1.0. Those that have one are named where they are read.</remarks>
internal static class StandardKeys
{
    public static readonly IReadOnlyList<string> Kinds = ["DataContract"];

    /// <summary>Version 2 is laid out otherwise.</summary>
    public static readonly IReadOnlyList<string> ApiVersions = ["v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0"];

    public static readonly IReadOnlyList<string> Dimensions =
        ["accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness"];

    public static readonly IReadOnlyList<string> Contract =
        ["tenant", "servers", "support", "price", "roles", "slaDefaultElement", "authoritativeDefinitions", "contractCreatedTs"];

    public static readonly IReadOnlyList<string> Description = ["authoritativeDefinitions", "customProperties"];

    public static readonly IReadOnlyList<string> Object =
        ["id", "logicalType", "physicalType", "businessName", "authoritativeDefinitions", "tags", "relationships"];

    public static readonly IReadOnlyList<string> Property =
    [
        "id", "physicalType", "businessName", "authoritativeDefinitions", "partitioned", "partitionKeyPosition", "encryptedName",
        "transformSourceObjects", "transformLogic", "transformDescription", "examples", "relationships", "properties", "items",
    ];

    public static readonly IReadOnlyList<string> Quality =
        ["authoritativeDefinitions", "customProperties", "method", "schedule", "scheduler", "tags"];

    /// <summary>What the other kinds of quality hold; passed on to other tools as it is.</summary>
    public static readonly IReadOnlyList<string> QualityNotRun = ["query", "engine", "implementation"];

    public static readonly IReadOnlyList<string> Team = ["id", "description", "tags", "customProperties", "authoritativeDefinitions"];

    public static readonly IReadOnlyList<string> Member =
        ["id", "description", "dateIn", "dateOut", "replacedByUsername", "tags", "customProperties", "authoritativeDefinitions"];

    public static readonly IReadOnlyList<string> Sla = ["id", "valueExt", "driver", "description", "scheduler", "schedule"];

    public static readonly IReadOnlyList<string> CustomProperty = ["id", "description"];
}
