namespace ServerlessMlops.Storage.Tests;

public sealed class SubmissionsTests(Emulator emulator)
{
    private readonly Submissions _submissions = new(emulator.Clients, emulator.Time);
    private readonly string _model = Emulator.NewModel();

    [Fact]
    public async Task Who_announced_a_content_first_is_its_submitter()
    {
        await _submissions.RegisterAsync("dana@example.org", _model, "train.csv", "digest");
        Assert.Equal("dana@example.org", (await _submissions.RegisterAsync("eve@example.org", _model, "train.csv", "digest")).Submitter);
        Assert.Equal(
            new Submission(_model, "train.csv", "digest", "dana@example.org", Emulator.Noon), await _submissions.FindAsync(_model, "train.csv", "digest"));
    }

    [Fact]
    public async Task A_drop_is_bound_by_file_and_content()
    {
        await _submissions.RegisterAsync("dana@example.org", _model, "train.csv", "digest");
        Assert.Null(await _submissions.FindAsync(_model, "other.csv", "digest"));
        Assert.Null(await _submissions.FindAsync(_model, "train.csv", "other"));
        Assert.Null(await _submissions.FindAsync("../x", "train.csv", "digest"));
    }

    [Fact]
    public async Task A_file_name_may_hold_what_a_row_key_may_not()
    {
        await _submissions.RegisterAsync("dana@example.org", _model, "März #1?.csv", "digest");
        Assert.NotNull(await _submissions.FindAsync(_model, "März #1?.csv", "digest"));
    }
}
