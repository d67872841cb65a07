using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage.Tests;

public sealed class RunsTests(Emulator emulator)
{
    private readonly Runs _runs = new(emulator.Clients, emulator.Time);

    [Fact]
    public async Task Ten_claims_of_one_upload_at_once_are_one_run()
    {
        var request = Emulator.NewRequest();
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _runs.ClaimAsync(request)));
        Assert.Single(claims, claim => claim is ClaimOutcome.New);
        Assert.All(claims, claim => Assert.Equal(request, claim.Run.Request));
        Assert.Single((await _runs.ListAsync(request.Model)).Runs);
    }

    [Fact]
    public async Task A_claim_of_a_finished_run_is_told_how_it_ended()
    {
        var request = Emulator.NewRequest();
        await _runs.ClaimAsync(request);
        await _runs.UpdateAsync(request.RunId, run => run with { State = RunState.Deployed });
        var again = Assert.IsType<ClaimOutcome.Duplicate>(await _runs.ClaimAsync(request));
        Assert.Equal(RunState.Deployed, again.Run.State);
    }

    [Fact]
    public async Task Updates_at_once_all_count()
    {
        var request = Emulator.NewRequest();
        await _runs.ClaimAsync(request);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _runs.UpdateAsync(request.RunId, run => run with { Detail = Next(run.Detail) })));
        Assert.Equal("12", (await _runs.GetAsync(request.RunId))!.Detail);
        Assert.Equal("12", Assert.Single((await _runs.ListAsync(request.Model)).Runs).Detail);
    }

    [Fact]
    public async Task A_change_to_the_same_record_writes_nothing()
    {
        var request = Emulator.NewRequest();
        var claimed = (await _runs.ClaimAsync(request)).Run;
        var kept = await new Runs(emulator.Clients, TimeProvider.System).UpdateAsync(request.RunId, run => run with { State = RunState.Received });
        Assert.Equal(claimed.UpdatedAt, kept.UpdatedAt);
    }

    [Fact]
    public async Task A_run_cannot_be_made_into_the_run_of_another_upload()
    {
        var request = Emulator.NewRequest();
        await _runs.ClaimAsync(request);
        var updated = await _runs.UpdateAsync(request.RunId, run => run with { Request = Emulator.NewRequest(), Detail = "x" });
        Assert.Equal(request, updated.Request);
    }

    [Fact]
    public async Task An_unclaimed_run_cannot_be_updated() =>
        await Assert.ThrowsAsync<RunNotFoundException>(() => _runs.UpdateAsync(Emulator.NewRequest().RunId, run => run));

    [Theory]
    [InlineData("")]
    [InlineData("../runs")]
    [InlineData("a#b?c\\d")]
    [InlineData("' or RowKey ge '")]
    public async Task What_is_no_run_id_finds_nothing(string id) => Assert.Null(await _runs.GetAsync(id));

    [Fact]
    public async Task A_record_longer_than_one_property_comes_back_whole()
    {
        var request = Emulator.NewRequest();
        await _runs.ClaimAsync(request);
        var detail = string.Concat(Enumerable.Repeat("é😀\"a", 12_000));
        await _runs.UpdateAsync(request.RunId, run => run with { Detail = detail });
        Assert.Equal(detail, (await _runs.GetAsync(request.RunId))!.Detail);
        await _runs.UpdateAsync(request.RunId, run => run with { Detail = "short again" });
        Assert.Equal("short again", (await _runs.GetAsync(request.RunId))!.Detail);
    }

    [Fact]
    public async Task A_document_does_not_belong_in_a_row()
    {
        var request = Emulator.NewRequest();
        await _runs.ClaimAsync(request);
        await Assert.ThrowsAsync<RowTooLargeException>(
            () => _runs.UpdateAsync(request.RunId, run => run with { Detail = new string('x', 600_000) }));
    }

    [Fact]
    public async Task Pages_come_newest_first_and_end()
    {
        var model = Emulator.NewModel();
        for (var i = 0; i < 5; i++)
        {
            await _runs.ClaimAsync(Emulator.NewRequest(model, Emulator.Noon.AddMinutes(i)));
        }

        var first = await _runs.ListAsync(model, top: 2);
        var second = await _runs.ListAsync(model, top: 2, continuation: first.Continuation);
        var third = await _runs.ListAsync(model, top: 2, continuation: second.Continuation);
        Assert.Equal([4, 3, 2, 1, 0], first.Runs.Concat(second.Runs).Concat(third.Runs).Select(run => (run.Request.DroppedAt - Emulator.Noon).Minutes));
        Assert.Null(third.Continuation);
        Assert.Null((await _runs.ListAsync(model, top: 5)).Continuation);
    }

    [Fact]
    public async Task A_list_is_filtered_by_model_and_state()
    {
        var model = Emulator.NewModel();
        var (one, other) = (Emulator.NewRequest(model), Emulator.NewRequest(model));
        await _runs.ClaimAsync(one);
        await _runs.ClaimAsync(other);
        await _runs.UpdateAsync(one.RunId, run => run with { State = RunState.Failed });
        Assert.Equal([one.RunId], (await _runs.ListAsync(model, RunState.Failed)).Runs.Select(run => run.Request.RunId));
        Assert.Contains((await _runs.ListAsync(state: RunState.Failed, top: 500)).Runs, run => run.Request.RunId == one.RunId);
        Assert.Empty((await _runs.ListAsync("nobodys-model", RunState.Failed)).Runs);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("' or '1' eq '1' and '01234567890123456789")]
    public void A_made_up_continuation_is_recognised(string text) => Assert.False(Runs.IsContinuation(text));

    private static string Next(string? count) =>
        (int.Parse(count ?? "0", CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
}
