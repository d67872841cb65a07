using ServerlessMlops.Cli.Http;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>How a person signs in with a browser.</summary>
internal static class SignInText
{
    public static void Write(IAnsiConsole console, string user, SignInCode code)
    {
        console.MarkupLineInterpolated(
            $"    [grey]sign in[/]   [link]{code.SignInUrl}[/]  [bold]{code.Code}[/]  [grey]as {user}, once, until {Symbols.Time(code.ExpiresAt)}[/]");
    }
}
