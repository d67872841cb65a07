using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Cli.Tests;

public sealed class AuditVerifyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_whole_chain_verifies_without_an_app()
    {
        var run = await VerifyAsync(Chain(5));
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.True(run.Json.GetProperty("verified").GetBoolean());
        Assert.Equal(5, run.Json.GetProperty("entries").GetInt64());
    }

    [Fact]
    public async Task An_edited_entry_is_named()
    {
        var entries = Chain(5);
        entries[3] = entries[3] with { Event = entries[3].Event with { Action = "approval.rejected" } };
        await BreaksAt(3, entries);
    }

    [Fact]
    public async Task An_entry_that_was_edited_and_hashed_again_is_named()
    {
        var entries = Chain(5);
        var edited = entries[2] with { Event = entries[2].Event with { Owner = "mallory@example.org" } };
        entries[2] = edited with { Hash = AuditChain.HashOf(edited) };
        await BreaksAt(2, entries);
    }

    [Fact]
    public async Task A_missing_entry_is_named()
    {
        var entries = Chain(5);
        entries.RemoveAt(1);
        await BreaksAt(1, entries);
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_named()
    {
        var entries = Chain(5);
        (entries[1], entries[2]) = (entries[2], entries[1]);
        await BreaksAt(1, entries);
    }

    [Fact]
    public async Task An_empty_chain_does_not_verify() => await BreaksAt(0, []);

    [Fact]
    public async Task A_file_that_is_no_chain_is_a_fault_and_not_a_verdict()
    {
        using var folder = new TestFolder();
        var run = await CommandLine.RunAsync("audit", "verify", "--file", folder.Write("entries.json", "{\"entries\":"), "--json");
        Assert.Equal(ExitCodes.Error, run.ExitCode);
        Assert.Contains("not a JSON array of audit entries", run.Json.GetProperty("error").GetProperty("message").GetString());
    }

    private static async Task BreaksAt(long sequence, List<AuditEntry> entries)
    {
        var run = await VerifyAsync(entries);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.False(run.Json.GetProperty("verified").GetBoolean());
        Assert.Equal(sequence, run.Json.GetProperty("chains")[0].GetProperty("firstBad").GetInt64());
    }

    private static async Task<CommandLine> VerifyAsync(List<AuditEntry> entries)
    {
        using var folder = new TestFolder();
        return await CommandLine.RunAsync("audit", "verify", "--file", folder.Write("entries.json", MlopsJson.Write(entries)), "--json");
    }

    private static List<AuditEntry> Chain(int count)
    {
        var entries = new List<AuditEntry>();
        for (var i = 0; i < count; i++)
        {
            var step = new AuditEvent("run.0011", $"step-{i}", "run.step", Actor.Pipeline, "owner@example.org", "credit-risk", new Dictionary<string, string> { ["step"] = $"{i}" });
            entries.Add(AuditChain.Link(ChainHead.After(entries.LastOrDefault()), step, Start.AddMinutes(i)));
        }

        return entries;
    }
}
