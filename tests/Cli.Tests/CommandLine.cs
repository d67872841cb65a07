using System.Text.Json;
using ServerlessMlops.Cli.Output;

namespace ServerlessMlops.Cli.Tests;

/// <summary>Runs a command line as the process would, without a terminal, and keeps what it wrote.</summary>
public sealed record CommandLine(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output as the one document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static async Task<CommandLine> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var screen = new Screen { Out = output, Error = error };
        var code = await Mlops.RunAsync(args, screen, TimeProvider.System, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
