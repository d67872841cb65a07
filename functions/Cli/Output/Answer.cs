using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>What a command says: for a machine one JSON document on standard output; for a person text there, and progress beside it.</summary>
public sealed class Answer
{
    private readonly Screen screen;

    public Answer(Screen screen, bool isJson)
    {
        this.screen = screen;
        IsJson = isJson;
        Human = screen.ConsoleOf(screen.Out, screen.OutIsTerminal);
        Beside = screen.ConsoleOf(screen.Error, screen.ErrorIsTerminal);
    }

    public bool IsJson { get; }

    /// <summary>Standard output, for people.</summary>
    public IAnsiConsole Human { get; }

    /// <summary>Standard error: progress, questions and faults.</summary>
    public IAnsiConsole Beside { get; }

    /// <summary>Where a story is told while it happens: it is the answer to a person, and only progress to a machine.</summary>
    public IAnsiConsole Story => IsJson ? Beside : Human;

    /// <summary>Whether <see cref="Story"/> is a terminal, on which a line may be drawn anew.</summary>
    public bool StoryIsLive => IsJson ? screen.ErrorIsTerminal : screen.OutIsTerminal;

    public int Give<T>(T document, Action<IAnsiConsole> human, int exitCode = ExitCodes.Ok)
    {
        if (IsJson)
        {
            screen.Out.WriteLine(MlopsJson.Write(document));
        }
        else
        {
            human(Human);
        }

        return exitCode;
    }

    public int Fail(CommandFault fault)
    {
        Say(fault.Message, fault.Hint);
        return Failed(new FaultDocument(new(fault.Message, fault.Hint)), fault.ExitCode);
    }

    public int Fail(ApiProblem problem)
    {
        Say(problem.Sentence, problem.Hint);
        foreach (var one in problem.Problems ?? [])
        {
            Beside.MarkupLineInterpolated($"  [grey]{one.Code}[/]  {ProblemTable.PlaceOf(one)}{one.Message}");
        }

        return Failed(new FaultDocument(new(problem.Sentence, problem.Hint, problem.Status, problem.Problems)), ExitCodes.Error);
    }

    private void Say(string message, string? hint)
    {
        Beside.MarkupLineInterpolated($"[red]{Symbols.No}[/] {message}");
        if (hint is not null)
        {
            Beside.MarkupLineInterpolated($"  [grey]try:[/] {hint}");
        }
    }

    private int Failed(FaultDocument document, int exitCode)
    {
        if (IsJson)
        {
            screen.Out.WriteLine(MlopsJson.Write(document));
        }

        return exitCode;
    }
}

/// <summary>What <c>--json</c> answers when a command fails.</summary>
public sealed record FaultDocument(FaultBody Error);

public sealed record FaultBody(string Message, string? Hint = null, int? Status = null, IReadOnlyList<Problem>? Problems = null);
