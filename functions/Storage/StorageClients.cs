using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace ServerlessMlops.Storage;

/// <summary>The two services behind every store of this room.</summary>
public sealed class StorageClients
{
    // Pinned: the emulator refuses a version it does not know, and an upgrade of the SDK must not change what is asked of Azure.
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2026_06_06;

    /// <param name="onEachCall">Sees every call before it is sent, and its answer; a test watches what is written where.</param>
    public StorageClients(StorageOptions options, HttpPipelinePolicy? onEachCall = null)
    {
        options.Validate();
        Options = options;
        var blobs = Retrying(new BlobClientOptions(BlobVersion), options);
        var tables = Retrying(new TableClientOptions(), options);
        if (onEachCall is not null)
        {
            blobs.AddPolicy(onEachCall, HttpPipelinePosition.PerCall);
            tables.AddPolicy(onEachCall, HttpPipelinePosition.PerCall);
        }

        if (options.ConnectionString is { } emulator)
        {
            Blobs = new BlobServiceClient(emulator, blobs);
            Tables = new TableServiceClient(emulator, tables);
            return;
        }

        var identity = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ManagedIdentityClientId });
        Blobs = new BlobServiceClient(options.BlobServiceUri!, identity, blobs);
        Tables = new TableServiceClient(options.TableServiceUri!, identity, tables);
    }

    public StorageOptions Options { get; }

    public BlobServiceClient Blobs { get; }

    public TableServiceClient Tables { get; }

    /// <summary>True where storage runs on this machine, and so by this machine's clock.</summary>
    public bool IsEmulator => Options.ConnectionString is not null;

    public BlobContainerClient Container(string name) => Blobs.GetBlobContainerClient(name);

    public TableClient Table(string name) => Tables.GetTableClient(name);

    /// <summary>Makes the containers and tables that are missing; safe to call at every start.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellation = default)
    {
        var containers = StorageNames.Containers.Select(name => (Task)Container(name).CreateIfNotExistsAsync(cancellationToken: cancellation));
        var tables = StorageNames.Tables.Select(name => (Task)Table(name).CreateIfNotExistsAsync(cancellation));
        await Task.WhenAll([.. containers, .. tables]);
    }

    // The SDK's exponential mode adds jitter of its own and honours Retry-After.
    private static T Retrying<T>(T client, StorageOptions options)
        where T : ClientOptions
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.Delay = TimeSpan.FromMilliseconds(500);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        return client;
    }
}
