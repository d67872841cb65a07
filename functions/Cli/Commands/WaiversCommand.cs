using System.CommandLine;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Exceptions from gates: asked for by one person, allowed by another, for a time.</summary>
internal static class WaiversCommand
{
    public static Command Create(Wiring wiring) => new ExampledCommand(
        "waivers", "Exceptions from gates, for a time.", "mlops waivers list credit-risk",
        "mlops waivers ask credit-risk --rule \"brier ≤ 0.18\" --reason \"until the new bureau data are in\" --days 30")
    {
        List(wiring), Ask(wiring),
        Change(wiring, "allow", "Allow a waiver that another person asked for.", "allow"),
        Change(wiring, "revoke", "End a waiver before its time.", "revoke"),
    };

    private static Command List(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var command = new ExampledCommand("list", "A model's waivers, the newest first.", "mlops waivers list credit-risk") { model };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var found = await api.WaiversAsync(invocation.Parsed.GetRequiredValue(model), cancellation);
            return invocation.Answer.Give(found, console =>
            {
                var table = new Table { Border = TableBorder.Simple }.AddColumns("Waiver", "Gate", "Asked by", "Allowed by", "Until", "Reason");
                foreach (var waiver in found.Waivers)
                {
                    table.AddRow(
                        Markup.Escape(Symbols.Short(waiver.Id)), Markup.Escape(waiver.Rule), Markup.Escape(waiver.AskedBy),
                        Markup.Escape(waiver.RevokedBy is { } ended ? $"revoked by {ended}" : waiver.ApprovedBy ?? "nobody yet"),
                        Symbols.When(waiver.ExpiresAt), Markup.Escape(waiver.Reason));
                }

                console.Write(table);
            });
        });
        return command;
    }

    private static Command Ask(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var rule = new Option<string>("--rule") { Description = "The gate's rule, as evaluations write it.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why the gate should not stop the model for a time.", Required = true };
        var days = new Option<int>("--days") { Description = $"How long, 1 to {WaiverRules.MaxDays} days.", DefaultValueFactory = _ => 30 };
        var command = new ExampledCommand(
            "ask", "Ask for an exception from one gate.", "mlops waivers ask credit-risk --rule \"brier ≤ 0.18\" --reason \"until the new data are in\" --as dana")
        { model, rule, reason, days };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var parsed = invocation.Parsed;
            var expires = invocation.Time.GetUtcNow().AddDays(parsed.GetValue(days));
            var asked = await api.AskWaiverAsync(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(rule), parsed.GetRequiredValue(reason), expires, cancellation);
            return Say(invocation, asked, "is asked for; a policy owner allows it");
        });
        return command;
    }

    private static Command Change(Wiring wiring, string name, string description, string act)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var id = Named.Argument("WAIVER", "The waiver's id, or how it begins.");
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new ExampledCommand(name, description, $"mlops waivers {name} credit-risk 4f0c --reason \"agreed in the risk committee\" --as rena") { model, id, reason };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var parsed = invocation.Parsed;
            var named = parsed.GetRequiredValue(model);
            var begun = parsed.GetRequiredValue(id);
            Waiver[] found = [.. (await api.WaiversAsync(named, cancellation)).Waivers.Where(waiver => waiver.Id.StartsWith(begun, StringComparison.Ordinal))];
            if (found.Length != 1)
            {
                throw new CommandFault($"{found.Length} waivers of {named} begin with '{begun}'; expected one.", $"mlops waivers list {named}");
            }

            return Say(invocation, await api.ChangeWaiverAsync(named, found[0].Id, act, parsed.GetRequiredValue(reason), cancellation), act == "allow" ? "is allowed" : "is revoked");
        });
        return command;
    }

    private static int Say(Invocation invocation, Waiver waiver, string what) => invocation.Answer.Give(waiver, console => console.MarkupLineInterpolated(
        $"[green]{Symbols.Yes}[/] The waiver {Symbols.Short(waiver.Id)} from {waiver.Rule} {what} (until {Symbols.When(waiver.ExpiresAt)})."));
}
