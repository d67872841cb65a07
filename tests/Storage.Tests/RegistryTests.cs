using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage.Tests;

public sealed class RegistryTests(Emulator emulator)
{
    private readonly Registry _registry = new(emulator.Clients);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task Ten_runs_at_once_get_ten_numbers_without_a_gap()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => _registry.AllocateAsync(_model, $"run-{i}")));
        Assert.Equal(Enumerable.Range(1, 10), numbers.Order());
    }

    [Fact]
    public async Task A_run_that_asks_again_gets_the_number_it_has()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _registry.AllocateAsync(_model, "run")));
        Assert.All(numbers, number => Assert.Equal(1, number));
        Assert.Equal(2, await _registry.AllocateAsync(_model, "another"));
    }

    [Fact]
    public async Task A_number_is_a_version_once_it_is_released()
    {
        var version = await _registry.AllocateAsync(_model, "run");
        Assert.Null(await _registry.GetAsync(_model, version));
        Assert.Empty(await _registry.VersionsAsync(_model));
        var released = new VersionRecord(_model, version, "run", "digest", Emulator.Noon);
        Assert.Equal(released, await _registry.ReleaseAsync(released));
        Assert.Equal(released, await _registry.ReleaseAsync(released));
        Assert.Equal(released, await _registry.GetAsync(_model, version));
        Assert.Equal([released], await _registry.VersionsAsync(_model));
        Assert.Contains(_model, await _registry.ModelsAsync());
        Assert.Equal(2, await _registry.AllocateAsync(_model, "next"));
    }

    [Fact]
    public async Task A_version_is_not_released_twice_with_different_bits()
    {
        var version = await _registry.AllocateAsync(_model, "run");
        await _registry.ReleaseAsync(new(_model, version, "run", "digest", Emulator.Noon));
        await Assert.ThrowsAsync<VersionTakenException>(() => _registry.ReleaseAsync(new(_model, version, "run", "other", Emulator.Noon)));
        await Assert.ThrowsAsync<VersionTakenException>(() => _registry.ReleaseAsync(new(_model, 7, "run", "digest", Emulator.Noon)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("UPPER")]
    public async Task What_is_no_model_name_finds_nothing(string model)
    {
        Assert.Null(await _registry.GetAsync(model, 1));
        Assert.Empty(await _registry.VersionsAsync(model));
    }
}
