namespace ServerlessMlops.Storage.Tests;

public sealed class ContentIndexTests(Emulator emulator)
{
    private readonly ContentIndex _contents = new(emulator.Clients);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task Of_ten_runs_at_once_with_one_content_all_name_the_same_first()
    {
        var firsts = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => _contents.FirstRunAsync(_model, "digest", null, $"run-{i}")));
        Assert.Single(firsts.Distinct());
    }

    [Fact]
    public async Task A_run_that_asks_twice_is_still_the_first()
    {
        Assert.Equal("one", await _contents.FirstRunAsync(_model, "digest", "spec", "one"));
        Assert.Equal("one", await _contents.FirstRunAsync(_model, "digest", "spec", "one"));
        Assert.Equal("one", await _contents.FirstRunAsync(_model, "digest", "spec", "two"));
    }

    [Fact]
    public async Task Another_model_or_another_specification_is_another_question()
    {
        await _contents.FirstRunAsync(_model, "digest", null, "one");
        Assert.Equal("two", await _contents.FirstRunAsync(_model, "digest", "spec", "two"));
        Assert.Equal("three", await _contents.FirstRunAsync(Emulator.NewModel(), "digest", null, "three"));
    }

    [Fact]
    public async Task Of_two_that_take_over_from_a_failed_run_one_does()
    {
        await _contents.FirstRunAsync(_model, "digest", null, "failed");
        var holders = await Task.WhenAll(
            _contents.TakeOverAsync(_model, "digest", null, "failed", "one"), _contents.TakeOverAsync(_model, "digest", null, "failed", "two"));
        Assert.Single(holders.Distinct());
        Assert.Equal(holders[0], await _contents.FirstRunAsync(_model, "digest", null, "three"));
        Assert.NotEqual("failed", holders[0]);
    }
}
