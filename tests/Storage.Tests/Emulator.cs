using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage.Tests;
using ServerlessMlops.Tests.Support;

[assembly: AssemblyFixture(typeof(Emulator))]

namespace ServerlessMlops.Storage.Tests;

/// <summary>One real emulator for all tests; they keep apart by the ids they make up.</summary>
public sealed class Emulator : IAsyncLifetime
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly AzuriteFixture _azurite = new();

    public StorageClients Clients { get; private set; } = null!;

    public FakeTimeProvider Time { get; } = new(Noon);

    public StorageOptions Options => new() { ConnectionString = _azurite.ConnectionString, MaxRetries = 2 };

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Clients = new StorageClients(Options);
        await Clients.EnsureCreatedAsync();
        await Clients.EnsureCreatedAsync();
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    public static string NewModel() => $"model-{Guid.NewGuid():N}";

    public static RunRequest NewRequest(string? model = null, DateTimeOffset? droppedAt = null)
    {
        var (name, etag) = (model ?? NewModel(), $"0x{Guid.NewGuid():N}");
        return new RunRequest(RunIds.For(name, $"{name}/train.csv", etag), name, "train.csv", etag, 100, droppedAt ?? Noon);
    }

    public static ApprovalRequest NewApproval(int quorum = 2)
    {
        var run = NewRequest();
        var evidence = new ApprovalEvidence("d1", "d2", "d3", "d4", "d5", "builtin-1", null);
        return new(
            run.RunId, run.RunId, run.Model, EvidenceDigest.Of(evidence), evidence, "dana@example.org", ["Approver"], quorum, Noon, Noon.AddDays(1));
    }

    public static Ballot Ballot(ApprovalRequest asked, string voter, VoteChoice choice = VoteChoice.Approve) =>
        new(voter, ["Approver"], choice, "Seen.", asked.Digest);
}
