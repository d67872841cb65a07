using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>A proposed pipeline.yaml, as it would be saved: no line of it is wrapped or coloured.</summary>
internal static class ProposalText
{
    public static void Write(IAnsiConsole console, string yaml)
    {
        console.WriteLine();
        console.Profile.Out.Writer.Write(yaml.EndsWith('\n') ? yaml : yaml + "\n");
        console.WriteLine();
    }
}
