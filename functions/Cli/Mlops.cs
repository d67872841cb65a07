using System.CommandLine;
using System.CommandLine.Help;
using ServerlessMlops.Cli.Commands;
using ServerlessMlops.Cli.Output;

namespace ServerlessMlops.Cli;

/// <summary>The command line: reads it, runs the command, answers with an exit code.</summary>
public static class Mlops
{
    /// <summary>Stopping waits for the app's work in flight and for storage's index.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(string[] args, Screen screen, TimeProvider time, CancellationToken cancellation)
    {
        var root = Root(new Wiring(screen, time));
        // A row or a reason may begin with an @; it is not the name of a file with more arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampledHelp)
        {
            return new Answer(screen, args.Contains("--json")).Fail(FaultOf(parsed));
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = screen.Out,
                Error = screen.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopGrace,
            },
            cancellation);
    }

    internal static Command Root(Wiring wiring)
    {
        // Not a RootCommand: that one is named after the assembly, and people type mlops.
        var root = new ExampledCommand(
            "mlops",
            "From a dropped dataset to a governed, approved, live model, with a record of every step.",
            "mlops demo", "mlops up", "mlops login dana", "mlops submit credit-risk applications.csv --pipeline pipeline.yaml")
        {
            new HelpOption { Action = new ExampledHelp(new HelpAction()) },
            new VersionOption(),
            UpCommand.Create(wiring),
            DemoCommand.Create(wiring),
            LoginCommand.Create(wiring),
            ValidateCommand.Create(wiring),
            SubmitCommand.Create(wiring),
            ClaimCommand.Create(wiring),
            new ExampledCommand("runs", "Where the runs stand.", "mlops runs list --model credit-risk", "mlops runs watch 4f0c")
            {
                RunsListCommand.Create(wiring), RunsShowCommand.Create(wiring), RunsWatchCommand.Create(wiring),
            },
            new ExampledCommand("approvals", "What people are asked, and their votes.", "mlops approvals list", "mlops approvals show 4f0c")
            {
                ApprovalsListCommand.Create(wiring), ApprovalsShowCommand.Create(wiring),
                ApprovalsVoteCommand.Create(wiring, approve: true), ApprovalsVoteCommand.Create(wiring, approve: false),
                ApprovalsQuestionCommands.Ask(wiring), ApprovalsQuestionCommands.Answer(wiring),
            },
            new ExampledCommand("policy", "What an organisation asks of its models.", "mlops policy test policies/fair-lending.yaml") { PolicyTestCommand.Create(wiring) },
            WaiversCommand.Create(wiring),
            ConditionsCommand.Create(wiring),
            ModelsCommand.Create(wiring),
            PredictCommand.Create(wiring),
            RollbackCommand.Create(wiring),
            ReproduceCommand.Create(wiring),
            ExportCommand.Create(wiring),
            CardCommand.Create(wiring),
            new ExampledCommand("audit", "The record of every step.", "mlops audit verify --all") { AuditVerifyCommand.Create(wiring) },
            new ExampledCommand(
                "ledger", "The transparency log: the audit record in a form that proves itself.", "mlops ledger verify", "mlops ledger checkpoint")
            {
                LedgerVerifyCommand.Create(wiring), LedgerCheckpointCommand.Create(wiring), LedgerProveCommand.Create(wiring), LedgerPackCommand.Create(wiring),
            },
        };
        CommonOptions.AddTo(root);
        return root;
    }

    /// <summary>A word that is no command is said so, without that a command is missing.</summary>
    private static CommandFault FaultOf(ParseResult parsed)
    {
        var command = (parsed.CommandResult.Command as ExampledCommand)?.Path ?? "mlops";
        var messages = parsed.Errors.Select(error => error.Message).ToList();
        return CommandFault.Usage(string.Join(" ", parsed.UnmatchedTokens.Count > 0 ? messages.TakeLast(parsed.UnmatchedTokens.Count) : messages), $"{command} --help");
    }
}
