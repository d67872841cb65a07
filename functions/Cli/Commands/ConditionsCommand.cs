using System.CommandLine;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>What versions were approved under.</summary>
internal static class ConditionsCommand
{
    public static Command Create(Wiring wiring) => new ExampledCommand(
        "conditions", "What versions were approved under, and until when.", "mlops conditions list credit-risk",
        "mlops conditions met credit-risk 4f0c --reason 'Gap 0.03 on 5,210 labels, report 17' --as aud") { List(wiring), Met(wiring) };

    private static Command List(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var command = new ExampledCommand("list", "A model's conditions, the earliest due first.", "mlops conditions list credit-risk") { model };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var found = await api.ConditionsAsync(invocation.Parsed.GetRequiredValue(model), cancellation);
            return invocation.Answer.Give(found, console =>
            {
                var table = new Table { Border = TableBorder.Simple }.AddColumns("Condition", "Version", "Asks", "Set by", "Due", "State");
                foreach (var held in found.Conditions)
                {
                    table.AddRow(
                        Markup.Escape(Symbols.Short(held.Id)), $"{held.Version}", Markup.Escape(held.Text), Markup.Escape(held.SetBy), Symbols.When(held.DueAt),
                        Markup.Escape(held.MetBy is { } person ? $"met, by {person}" : held.LapsedAt is null ? "open" : "lapsed"));
                }

                console.Write(table);
            });
        });
        return command;
    }

    private static Command Met(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var id = Named.Argument("CONDITION", "The condition's id, or how it begins.");
        var reason = new Option<string>("--reason") { Description = "On what grounds it is met.", Required = true };
        var command = new ExampledCommand(
            "met", "Say that a condition is met, and why.", "mlops conditions met credit-risk 4f0c --reason 'Gap 0.03 on 5,210 labels' --as aud") { model, id, reason };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var parsed = invocation.Parsed;
            var named = parsed.GetRequiredValue(model);
            var begun = parsed.GetRequiredValue(id);
            var found = (await api.ConditionsAsync(named, cancellation)).Conditions.Where(held => held.Id.StartsWith(begun, StringComparison.Ordinal)).ToList();
            if (found.Count != 1)
            {
                throw new CommandFault($"{found.Count} conditions of {named} begin with '{begun}'; expected one.", $"mlops conditions list {named}");
            }

            var met = await api.MeetAsync(named, found[0].Id, parsed.GetRequiredValue(reason), cancellation);
            return invocation.Answer.Give(met, console => console.MarkupLineInterpolated($"[green]{Symbols.Yes}[/] {met.Text}: met, says {met.MetBy}."));
        });
        return command;
    }
}
