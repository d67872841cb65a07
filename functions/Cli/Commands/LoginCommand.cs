using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Says who acts from now on, or gets a one-time code for a browser.</summary>
internal static class LoginCommand
{
    private sealed record LoginAnswer(string User, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt);

    public static Command Create(Wiring wiring)
    {
        var user = Named.Argument("USER", "A local user, by name or by what stands before its @.");
        var browser = new Option<bool>("--browser") { Description = "Print a one-time code and where to enter it, instead of signing in here." };
        var command = new ExampledCommand("login", "Sign in as a local user.", "mlops login dana", "mlops login amal --browser") { user, browser };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var up = Session.Running(invocation.State);
            var name = LocalUsers.Resolve(invocation.Parsed.GetRequiredValue(user));
            var signIn = Session.SignInOf(invocation.State, up);
            if (invocation.Parsed.GetValue(browser))
            {
                var code = await signIn.CodeAsync(name, cancellation);
                return invocation.Answer.Give(code, console => SignInText.Write(console, name, code));
            }

            var token = await signIn.TokenAsync(name, cancellation);
            invocation.State.KeepToken(token);
            invocation.State.MakeCurrent(token.User);
            return invocation.Answer.Give(
                new LoginAnswer(token.User, token.Roles, token.ExpiresAt),
                console => console.MarkupLineInterpolated(
                    $"[green]{Symbols.Yes}[/] Signed in as {token.User} ({string.Join(", ", token.Roles)}) until {Symbols.When(token.ExpiresAt)}."));
        });
        return command;
    }
}
