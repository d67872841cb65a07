using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage.Tests;

public sealed class AliasesTests(Emulator emulator)
{
    private readonly Aliases _aliases = new(emulator.Clients, emulator.Time);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task Of_two_deployments_at_once_one_wins_and_the_other_sees_a_conflict()
    {
        var moves = await Task.WhenAll(DeployAsync(1, null), DeployAsync(2, null));
        var won = Assert.IsType<AliasMove.Moved>(Assert.Single(moves, move => move is AliasMove.Moved));
        var lost = Assert.IsType<AliasMove.Conflict>(Assert.Single(moves, move => move is not AliasMove.Moved));
        Assert.Equal(won.Alias.Version, lost.Current);
        Assert.Equal(won.Alias, await _aliases.FindAsync(_model));
        Assert.Single(await _aliases.HistoryAsync(_model));
    }

    [Fact]
    public async Task A_deployment_that_is_tried_again_moves_nothing_even_after_a_rollback()
    {
        await DeployAsync(1, null);
        await DeployAsync(2, 1);
        await RollbackAsync("back", 2);
        var again = Assert.IsType<AliasMove.Moved>(await DeployAsync(2, 1));
        Assert.Equal((1, 2), (again.Alias.Version, again.Earlier!.Version));
        Assert.Equal(3, (await _aliases.HistoryAsync(_model)).Count);
    }

    [Fact]
    public async Task A_rollback_is_one_call_and_says_who_and_why()
    {
        await DeployAsync(1, null);
        await DeployAsync(2, 1);
        var back = Assert.IsType<AliasMove.Moved>(await RollbackAsync("back", null));
        Assert.Equal((1, null), (back.Alias.Version, back.Alias.Previous));
        var move = (await _aliases.HistoryAsync(_model))[^1];
        Assert.Equal(
            new DeploymentRecord(_model, "champion", 3, "back", DeploymentCause.Rollback, 1, 2, Emulator.Noon, "olga@example.org", "Complaints."), move);
    }

    [Fact]
    public async Task A_rollback_that_is_sent_twice_goes_back_once()
    {
        await DeployAsync(1, null);
        await DeployAsync(2, 1);
        await DeployAsync(3, 2);
        var moves = await Task.WhenAll(RollbackAsync("same", 3), RollbackAsync("same", 3));
        Assert.All(moves, move => Assert.Equal(2, Assert.IsType<AliasMove.Moved>(move).Alias.Version));
        Assert.Equal(2, (await _aliases.FindAsync(_model))!.Version);
    }

    [Fact]
    public async Task Where_nothing_was_live_before_there_is_nothing_to_go_back_to()
    {
        Assert.IsType<AliasMove.NothingBefore>(await RollbackAsync("a", null));
        await DeployAsync(1, null);
        Assert.IsType<AliasMove.NothingBefore>(await RollbackAsync("b", null));
        Assert.Equal(2, Assert.IsType<AliasMove.Conflict>(await ConflictAsync()).Current);

        async Task<AliasMove> ConflictAsync()
        {
            await DeployAsync(2, 1);
            return await RollbackAsync("c", 1);
        }
    }

    [Fact]
    public async Task Many_movers_leave_a_history_without_gaps_that_ends_at_the_champion()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(async version =>
        {
            while (await DeployAsync(version, (await _aliases.FindAsync(_model))?.Version) is AliasMove.Conflict)
            {
            }
        }));
        var history = await _aliases.HistoryAsync(_model);
        Assert.Equal(Enumerable.Range(1, 8), history.Select(move => move.Sequence));
        Assert.Equal(history.SkipLast(1).Select(move => (int?)move.Version), history.Skip(1).Select(move => move.From));
        Assert.Equal(history[^1].Version, (await _aliases.FindAsync(_model))!.Version);
    }

    [Fact]
    public async Task The_etag_changes_with_each_move()
    {
        await DeployAsync(1, null);
        var before = (await _aliases.FindAsync(_model))!.ETag;
        await DeployAsync(2, 1);
        Assert.NotEqual(before, (await _aliases.FindAsync(_model))!.ETag);
    }

    private Task<AliasMove> DeployAsync(int version, int? expected) =>
        _aliases.DeployAsync(_model, version, expected, $"deploy-{version}", "pipeline");

    private Task<AliasMove> RollbackAsync(string key, int? expected) =>
        _aliases.RollbackAsync(_model, expected, key, "olga@example.org", "Complaints.");
}
