using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>Something that takes a while: a moving line on a terminal, and nothing but its result elsewhere.</summary>
internal static class Work
{
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, bool isLive, string what, Func<IProgress<string>, Task<T>> work)
    {
        if (!isLive)
        {
            return await work(new Lines(_ => { }));
        }

        return await console.Status().Spinner(Spinner.Known.Dots).StartAsync(
            Markup.Escape(what), status => work(new Lines(text => status.Status(Markup.Escape(text)))));
    }

    /// <summary>Reports at once and in order; <see cref="Progress{T}"/> would post to the thread pool.</summary>
    private sealed class Lines(Action<string> show) : IProgress<string>
    {
        public void Report(string value) => show(value);
    }
}
