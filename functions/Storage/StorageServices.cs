using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessMlops.Storage;

public static class StorageServices
{
    /// <summary>Reads the host's own storage setting: a value is a connection string (emulator only), a section names the services.</summary>
    public static IServiceCollection AddMlopsStorage(this IServiceCollection services, IConfiguration configuration, string section = "AzureWebJobsStorage")
    {
        var settings = configuration.GetSection(section);
        var account = settings["accountName"];
        return services.AddMlopsStorage(new StorageOptions
        {
            ConnectionString = string.IsNullOrWhiteSpace(settings.Value) ? null : settings.Value,
            BlobServiceUri = Address(settings["blobServiceUri"], account, "blob"),
            TableServiceUri = Address(settings["tableServiceUri"], account, "table"),
            ManagedIdentityClientId = settings["clientId"],
        });
    }

    /// <summary>The sequencer also needs <see cref="LogSigners"/>, which whoever has the keys registers.</summary>
    public static IServiceCollection AddMlopsStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new StorageClients(options));
        services.AddSingleton<ArtifactStore>();
        services.AddSingleton<Datasets>();
        services.AddSingleton<ModelsIn>();
        services.AddSingleton<PipelineFiles>();
        services.AddSingleton<PolicyFiles>();
        services.AddSingleton<Runs>();
        services.AddSingleton<ContentIndex>();
        services.AddSingleton<Submissions>();
        services.AddSingleton<Waivers>();
        services.AddSingleton<HeldConditions>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<Registry>();
        services.AddSingleton<Aliases>();
        services.AddSingleton<Bundles>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<SpecificationReceipts>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<LedgerIntake>();
        services.AddSingleton<LedgerIndex>();
        services.AddSingleton<LedgerBlobs>();
        services.AddSingleton<LedgerState>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<SequencerPlanner>();
        services.AddSingleton<Sequencer>();
        return services.AddSingleton<TransparencyLog>();
    }

    private static Uri? Address(string? given, string? account, string service) =>
        given is not null ? new Uri(given)
        : account is not null ? new Uri($"https://{account}.{service}.core.windows.net")
        : null;
}
