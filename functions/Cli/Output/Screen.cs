using System.Text;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>Where a command reads and writes, and whether a person sits there.</summary>
public sealed record Screen
{
    /// <summary>Characters a line when nobody says how wide it is: tables are not broken for a pipe.</summary>
    private const int WidthOfPipe = 160;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public TextReader In { get; init; } = TextReader.Null;

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    /// <summary>Set where the environment has a non-empty <c>NO_COLOR</c> (no-color.org).</summary>
    public bool NoColor { get; init; }

    /// <summary>A person is asked only where they can read the question and type the answer.</summary>
    public bool CanAsk => InIsTerminal && (OutIsTerminal || ErrorIsTerminal);

    public static Screen OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Screen
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InIsTerminal = !Console.IsInputRedirected,
            NoColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 },
        };
    }

    public IAnsiConsole ConsoleOf(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && !NoColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfPipe;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
