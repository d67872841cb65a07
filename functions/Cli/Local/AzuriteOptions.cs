namespace ServerlessMlops.Cli.Local;

/// <summary>Where local storage keeps its data and listens.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Folder for the data, made when missing; null keeps all in memory.</summary>
    public string? Location { get; init; }

    /// <summary>TCP port of the blob service, 0 to 65535; 0 is a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>TCP port of the queue service, 0 to 65535; 0 is a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>TCP port of the table service, 0 to 65535; 0 is a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>Folder with the npm lock file; null finds <c>tools/azurite</c> upwards from the program and the working folder.</summary>
    public string? ToolFolder { get; init; }
}
