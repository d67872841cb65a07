using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Announces an upload as its submitter, then drops it.</summary>
internal static class SubmitCommand
{
    private sealed record SubmitAnswer(string RunId, string Model, string File, string Digest, string Submitter);

    public static Command Create(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name: 1 to 63 of a-z, 0-9 and -.");
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header, JSON Lines or Parquet; the first two also as .gz." };
        var pipeline = new Option<FileInfo?>("--pipeline") { Description = "The model's pipeline.yaml; it replaces the one that lies there.", HelpName = "FILE" };
        var contract = new Option<FileInfo?>("--contract") { Description = "What its data are held to; it replaces the contract.yaml that lies there.", HelpName = "FILE" };
        var command = new ExampledCommand(
            "submit", "Drop a dataset, answering for it.",
            "mlops submit credit-risk applications.csv --pipeline pipeline.yaml --as dana",
            "mlops submit credit-risk applications.csv --json") { model, file, pipeline, contract };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var name = DropNames.Checked(invocation.Parsed.GetRequiredValue(model));
            var content = InputFiles.Existing(invocation.Parsed.GetRequiredValue(file));
            var written = new[] { ("pipeline.yaml", invocation.Parsed.GetValue(pipeline)), ("contract.yaml", invocation.Parsed.GetValue(contract)) }
                .Where(one => one.Item2 is not null).Select(one => (Name: one.Item1, File: InputFiles.Existing(one.Item2!))).ToArray();
            using var api = await invocation.OpenAsync(cancellation);
            var zone = new DropZone(Session.Running(invocation.State).StorageConnectionString);
            var blob = DropNames.FileOf(content.Name);
            var digest = await DropZone.DigestAsync(content, cancellation);
            var submission = await api.SubmitAsync(name, blob, digest, cancellation);
            foreach (var specification in written)
            {
                await zone.DropSpecificationAsync(name, specification.Name, specification.File, cancellation);
            }

            var runId = await Work.ShowAsync(
                invocation.Answer.Beside, invocation.Screen.ErrorIsTerminal, $"Uploading {content.Name}",
                progress => zone.DropDatasetAsync(name, blob, content, progress, cancellation));
            return invocation.Answer.Give(new SubmitAnswer(runId, name, blob, digest, submission.Submitter), console =>
            {
                console.MarkupLineInterpolated($"[green]{Symbols.Yes}[/] Dropped {name}/{blob}, submitted by {submission.Submitter}");
                console.MarkupLineInterpolated($"  run    {runId}");
                console.MarkupLineInterpolated($"  watch  mlops runs watch {Symbols.Short(runId)}");
                console.MarkupLineInterpolated($"  page   [link]{api.RunPage(runId)}[/]");
            });
        });
        return command;
    }
}
