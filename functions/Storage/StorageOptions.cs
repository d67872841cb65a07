namespace ServerlessMlops.Storage;

/// <summary>Where the state of the product lies. Either the emulator's connection string, or the addresses of the account's services.</summary>
public sealed class StorageOptions
{
    /// <summary>Accepted only for an emulator on this machine; on Azure nothing holds a key.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>https://{account}.blob.core.windows.net; the managed identity signs in.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>https://{account}.table.core.windows.net.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>Client id of a user-assigned identity; null: the environment's default.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Tries after the first, with jittered exponential back-off of at most 30 s: seven outlast a minute of 503s. Range 0 to 20.</summary>
    public int MaxRetries { get; set; } = 7;

    /// <summary>Bytes that a dropped file may have. Default 8 GiB.</summary>
    public long MaxDatasetBytes { get; set; } = 8L << 30;

    /// <summary>Bytes that a pipeline.yaml may have. Default 1 MiB.</summary>
    public long MaxPipelineBytes { get; set; } = 1 << 20;

    /// <exception cref="StorageOptionsException">Not a place that the product may use.</exception>
    public void Validate()
    {
        if (ConnectionString is null ? BlobServiceUri is null || TableServiceUri is null : !EmulatorAddress.IsOne(ConnectionString))
        {
            throw new StorageOptionsException(ConnectionString is null
                ? "Seen no storage. Expected the emulator's connection string, or blobServiceUri and tableServiceUri."
                : "Seen a connection string that is not an emulator's on this machine. Expected blobServiceUri and tableServiceUri, and a managed identity.");
        }

        if (MaxRetries is < 0 or > 20 || MaxDatasetBytes <= 0 || MaxPipelineBytes <= 0)
        {
            throw new StorageOptionsException("Expected 0 to 20 retries, and limits above 0 bytes.");
        }
    }
}

/// <summary>The settings name no storage that may be used. The message never holds the connection string.</summary>
public sealed class StorageOptionsException(string message) : Exception(message);
