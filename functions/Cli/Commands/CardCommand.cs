using System.CommandLine;
using System.Text;
using ServerlessMlops.Pipeline.Card;
using ServerlessMlops.Pipeline.Ledger;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <param name="Path">Where it was written; null where it is in <paramref name="Text"/>.</param>
internal sealed record CardAnswer(string Model, int Version, string Format, string Digest, string? Path, string? Text);

/// <summary>A version's model card, shown or written to a file.</summary>
internal static class CardCommand
{
    public static Command Create(Wiring wiring)
    {
        var version = Named.Argument("MODEL[@VERSION]", "A released version, for example credit-risk@3; without a version the live one.");
        var format = new Option<string>("--format") { Description = "In which form.", HelpName = "FORMAT", DefaultValueFactory = _ => CardFile.Markdown.Format };
        format.AcceptOnlyFromAmong([.. CardFile.All.Select(file => file.Format)]);
        var output = new Option<FileInfo?>("--out", "-o") { Description = "Where to. Default: shown here.", HelpName = "FILE" };
        var command = new ExampledCommand(
            "card", "Show or write a version's model card: Markdown, JSON, a CycloneDX bill of materials, or one HTML file to print.",
            "mlops card credit-risk", "mlops card credit-risk@1 --format cyclonedx -o bom.cdx.json") { version, format, output };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var (model, number) = await ExportCommand.ResolveAsync(api, invocation.Parsed.GetRequiredValue(version), cancellation);
            var form = invocation.Parsed.GetRequiredValue(format);
            var content = await api.CardAsync(model, number, form, cancellation);
            var path = invocation.Parsed.GetValue(output)?.FullName;
            if (path is not null)
            {
                await File.WriteAllBytesAsync(path, content, cancellation);
            }

            var text = path is null ? Encoding.UTF8.GetString(content) : null;
            return invocation.Answer.Give(new CardAnswer(model, number, form, Digests.Sha256Hex(content), path, text), console => Write(console, path, text, content));
        });
        return command;
    }

    private static void Write(IAnsiConsole console, string? path, string? text, byte[] content)
    {
        if (path is not null)
        {
            console.MarkupLineInterpolated($"{path}  [grey]SHA-256 {Digests.Sha256Hex(content)}[/]");
            return;
        }

        // As it is: a console that wrapped or coloured it would make another document of it.
        console.Profile.Out.Writer.WriteLine(text);
    }
}
