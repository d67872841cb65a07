using Azure.Core.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Ledger;
using ServerlessMlops.App.Receipts;
using ServerlessMlops.App.Serving;
using ServerlessMlops.App.Triggers;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App;

/// <summary>What the functions are given.</summary>
public static class Composition
{
    public static IServiceCollection AddMlops(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMlopsStorage(configuration);
        services.AddIdentity(configuration);
        services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(MlopsJson.Options));
        services.AddHostedService<StorageReady>();
        return services
            .AddSingleton(PublicAddress.Of(configuration))
            .AddSingleton<ReceiptDesk>()
            .AddSingleton<RefusalDesk>()
            .AddSingleton<SpecificationDesk>()
            .AddSingleton<PolicyDesk>()
            .AddSingleton<RunJournal>()
            .AddSingleton<RunData>()
            .AddSingleton<ChampionData>()
            .AddSingleton<IntakeRecords>()
            .AddSingleton(MaskingKey.Of(configuration))
            .AddSingleton<SnapshotMasking>()
            .AddSingleton<ExportDesk>()
            .AddSingleton<CardDesk>()
            .AddSingleton<ContestData>()
            .AddSingleton<ContestDesk>()
            .AddSingleton<GatesInForce>()
            .AddSingleton<LastApproval>()
            .AddSingleton<EvidenceNow>()
            .AddSingleton<ConditionDesk>()
            .AddSingleton<BroughtIntake>()
            .AddSingleton<RunStarter>()
            .AddSingleton<UploadReceiver>()
            .AddSingleton(LedgerKeys.Of(configuration))
            .AddSingleton<ModelServer>();
    }
}
