using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMlops.Storage.Tests;

public sealed class StorageOptionsTests(Emulator emulator)
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", true)]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.7", false)]
    [InlineData("BlobEndpoint=http://127.0.0.1:10000/x;TableEndpoint=http://localhost:10002/x;AccountName=x;AccountKey=eA==", true)]
    [InlineData("BlobEndpoint=http://[::1]:10000/x;TableEndpoint=http://127.0.0.1:10002/x", true)]
    [InlineData("BlobEndpoint=http://127.0.0.1:10000/x;TableEndpoint=https://x.table.core.windows.net/", false)]
    [InlineData("BlobEndpoint=http://127.0.0.1.example.org/x;TableEndpoint=http://127.0.0.1/x", false)]
    [InlineData("BlobEndpoint=http://127.0.0.1:10000/x", false)]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=x;AccountKey=eA==;EndpointSuffix=core.windows.net", false)]
    [InlineData("nonsense", false)]
    [InlineData("", false)]
    public void A_connection_string_is_accepted_only_for_an_emulator_on_this_machine(string text, bool expected) =>
        Assert.Equal(expected, EmulatorAddress.IsOne(text));

    [Fact]
    public void A_refused_connection_string_does_not_appear_in_the_message()
    {
        var options = new StorageOptions { ConnectionString = "AccountName=x;AccountKey=c2VjcmV0" };
        Assert.DoesNotContain("c2VjcmV0", Assert.Throws<StorageOptionsException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_storage_at_all_stops_the_start() => Assert.Throws<StorageOptionsException>(() => new StorageOptions().Validate());

    [Fact]
    public void On_azure_addresses_are_enough()
    {
        using var services = Services(new() { ["AzureWebJobsStorage:accountName"] = "mlops" });
        var clients = services.GetRequiredService<StorageClients>();
        Assert.Equal("https://mlops.blob.core.windows.net/", clients.Blobs.Uri.ToString());
        Assert.Equal("mlops", clients.Tables.AccountName);
        Assert.False(clients.IsEmulator);
    }

    [Fact]
    public void Every_store_is_served()
    {
        using var services = Services(new() { ["AzureWebJobsStorage"] = emulator.Options.ConnectionString });
        Type[] stores =
        [
            typeof(ArtifactStore), typeof(Datasets), typeof(PipelineFiles), typeof(Runs), typeof(ContentIndex), typeof(Submissions), typeof(Approvals),
            typeof(Registry), typeof(Aliases), typeof(Bundles), typeof(Receipts), typeof(AuditLog),
        ];
        Assert.All(stores, store => Assert.NotNull(services.GetRequiredService(store)));
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddMlopsStorage(configuration).BuildServiceProvider();
    }
}
