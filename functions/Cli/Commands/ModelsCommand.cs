using System.CommandLine;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create(Wiring wiring)
    {
        var command = new ExampledCommand("models", "What was released, and which version is live.", "mlops models", "mlops models --json");
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var found = await api.ModelsAsync(cancellation);
            return invocation.Answer.Give(found, console =>
            {
                if (found.Models.Count == 0)
                {
                    console.MarkupLine("No model was released yet. [grey]mlops approvals list shows what waits for people.[/]");
                    return;
                }

                var table = new Table { Border = TableBorder.Simple }.AddColumns("Model", "Live", "Before", "Versions", "Since", "By");
                foreach (var model in found.Models)
                {
                    table.AddRow(
                        Markup.Escape(model.Model),
                        model.Champion is { } live ? $"[green]{live.Version}[/]" : "–",
                        model.Champion?.Previous is { } previous ? $"{previous}" : "–",
                        $"{model.Versions.Count}",
                        model.Champion is { } moved ? Symbols.When(moved.MovedAt) : "–",
                        Markup.Escape(model.Champion?.MovedBy ?? "–"));
                }

                console.Write(table);
            });
        });
        return command;
    }
}
