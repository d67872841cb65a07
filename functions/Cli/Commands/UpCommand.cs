using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Runs storage and the app until it is stopped; everything they keep lies in the state folder.</summary>
internal static class UpCommand
{
    private const int MostCodes = 10;

    private sealed record UserCode(string User, IReadOnlyList<string> Roles, SignInCode SignIn);

    private sealed record UpAnswer(Uri Url, string StateFolder, string StorageConnectionString, IReadOnlyList<UserCode> Users);

    public static Command Create(Wiring wiring)
    {
        var port = new Option<int?>("--port") { Description = "Of the app; 0 is a free one. Default: 7071, or a free one where that is taken." };
        var command = new ExampledCommand("up", "Run storage and the app on this machine, until Ctrl+C.", "mlops up", "mlops up --state-folder try --port 0") { port };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var state = invocation.State;
            state.Create();
            await using var held = state.Hold() ?? throw InUse(state);
            await Leftover.ClearAsync(state);
            await using var stack = await Work.ShowAsync(
                invocation.Answer.Beside, invocation.Screen.ErrorIsTerminal, "Starting", progress => LocalStack.StartAsync(
                    state, invocation.Parsed.GetValue(port) ?? AppProcess.UsualPortOrFree(), [], progress, invocation.Time, cancellation));
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            var record = new UpRecord(stack.Url, ChildProcess.Of(self), stack.App, stack.StorageConnectionString, invocation.Time.GetUtcNow());
            state.Write(record);
            try
            {
                var users = await CodesAsync(Session.SignInOf(state, record), cancellation);
                invocation.Answer.Give(new UpAnswer(record.Url, state.Path, record.StorageConnectionString, users), console => Write(console, record, state, users));
                return await UntilStoppedAsync(stack, cancellation);
            }
            finally
            {
                state.ForgetUp();
            }
        });
        return command;
    }

    private static CommandFault InUse(StateFolder state) => new(
        state.Up is { } up
            ? $"The state folder {state.Path} is in use: `mlops up` runs there as process {up.Cli.Pid}, at {up.Url}."
            : $"The state folder {state.Path} is in use: another `mlops up` is starting there.",
        "use it as it is, stop it first, or take another one with --state-folder DIR");

    private static async Task<IReadOnlyList<UserCode>> CodesAsync(LocalSignIn signIn, CancellationToken cancellation)
    {
        var codes = new List<UserCode>();
        foreach (var user in LocalUsers.All.Take(MostCodes))
        {
            codes.Add(new(user.Name, user.Roles, await signIn.CodeAsync(user.Name, cancellation)));
        }

        return codes;
    }

    private static void Write(IAnsiConsole console, UpRecord up, StateFolder state, IReadOnlyList<UserCode> users)
    {
        console.MarkupLineInterpolated($"[green]{Symbols.Yes}[/] Serverless MLOps is up at [link]{up.Url}api/runs[/]  [grey](state in {state.Path})[/]");
        console.WriteLine();
        if (users.Count > 0)
        {
            console.MarkupLineInterpolated($"  Sign in at [link]{users[0].SignIn.SignInUrl}[/] with a code; each works once, for ten minutes:");
            var grid = new Grid().AddColumn(new GridColumn().Width(2)).AddColumns(3);
            foreach (var user in users)
            {
                grid.AddRow("", Markup.Escape(user.User), $"[bold]{user.SignIn.Code}[/]", $"[grey]{Markup.Escape(string.Join(", ", user.Roles))}[/]");
            }

            console.Write(grid);
            console.MarkupLine("  Another code: [bold]mlops login USER --browser[/]");
        }

        console.MarkupLine("  Drop a dataset from another terminal: [bold]mlops submit MODEL FILE --pipeline FILE --as dana[/]");
        console.MarkupLine("  Stop with Ctrl+C; nothing is lost.");
    }

    /// <summary>Being stopped is how it ends well; a child that ends by itself is a fault.</summary>
    private static async Task<int> UntilStoppedAsync(LocalStack stack, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => stopped.TrySetResult());
        var ended = await Task.WhenAny(stopped.Task, stack.AppExited, stack.StorageExited);
        if (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Ok;
        }

        throw new CommandFault(
            ended == stack.StorageExited ? "Local storage ended by itself." : "The app ended by itself; its log says why.", "app.log in the state folder");
    }
}
