using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ServerlessMlops.Cli.Commands;

/// <summary>The parser's help, followed by examples; the root's by the exit codes too.</summary>
internal sealed class ExampledHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in (command as ExampledCommand)?.Examples ?? [])
        {
            output.WriteLine($"  {example}");
        }

        if (!command.Parents.Any())
        {
            output.WriteLine();
            output.WriteLine("Exit codes:");
            output.WriteLine($"  {ExitCodes.Ok,3}  done");
            output.WriteLine($"  {ExitCodes.Error,3}  it could not be done");
            output.WriteLine($"  {ExitCodes.No,3}  it was done and the answer is no: rejected, declined, a gate, a broken chain; or a person is needed");
            output.WriteLine($"  {ExitCodes.Usage,3}  the command line was not understood");
            output.WriteLine($"  {ExitCodes.Interrupted,3}  interrupted");
        }

        output.WriteLine();
        return ExitCodes.Ok;
    }
}
