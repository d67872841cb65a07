namespace ServerlessMlops.Cli.Demo;

/// <summary>Lines that a person types, read beside other waiting: a line that was asked for and not yet typed is kept for the next question.</summary>
internal sealed class LineReader(TextReader input)
{
    private Task<string?>? pending;

    public Task<string?> NextAsync() => pending ??= Task.Run(input.ReadLine);

    public string? Take()
    {
        var line = pending is { IsCompletedSuccessfully: true } ? pending.Result : null;
        pending = null;
        return line;
    }
}
