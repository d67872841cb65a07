using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;

namespace ServerlessMlops.Cli.Commands;

/// <summary>What every command is given, and how its end becomes an exit code.</summary>
internal sealed record Wiring(Screen Screen, TimeProvider Time)
{
    public void Run(Command command, Func<Invocation, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellation) => AnswerAsync(Invocation.Of(parsed, this), action, cancellation));

    private static async Task<int> AnswerAsync(
        Invocation invocation, Func<Invocation, CancellationToken, Task<int>> action, CancellationToken cancellation)
    {
        try
        {
            return await action(invocation, cancellation);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && (e is OperationCanceledException or HttpRequestException))
        {
            return ExitCodes.Interrupted; // Ctrl+C reaches the app too, so a request may fail before it is cancelled.
        }
        catch (CommandFault fault)
        {
            return invocation.Answer.Fail(fault);
        }
        catch (ApiRefusedException refused)
        {
            return invocation.Answer.Fail(refused.Problem);
        }
        catch (AzuriteFailedException failed)
        {
            return invocation.Answer.Fail(new CommandFault(failed.Message));
        }
        catch (HttpRequestException unreachable)
        {
            return invocation.Answer.Fail(new CommandFault($"The app does not answer: {unreachable.Message}", "mlops up"));
        }
        catch (IOException broken)
        {
            return invocation.Answer.Fail(new CommandFault(broken.Message));
        }
        catch (UnauthorizedAccessException denied)
        {
            return invocation.Answer.Fail(new CommandFault(denied.Message));
        }
    }
}

/// <summary>One command as it was typed.</summary>
internal sealed record Invocation(ParseResult Parsed, Answer Answer, StateFolder State, string? As, Wiring Wiring)
{
    public TimeProvider Time => Wiring.Time;

    public Screen Screen => Wiring.Screen;

    public static Invocation Of(ParseResult parsed, Wiring wiring) => new(
        parsed,
        new Answer(wiring.Screen, parsed.GetValue(CommonOptions.Json)),
        new StateFolder(parsed.GetRequiredValue(CommonOptions.StateFolder).FullName),
        parsed.GetValue(CommonOptions.As),
        wiring);

    /// <summary>The running app, with the token of whoever acts.</summary>
    public Task<ApiClient> OpenAsync(CancellationToken cancellation) => Session.OpenAsync(State, As, Time, cancellation);
}
