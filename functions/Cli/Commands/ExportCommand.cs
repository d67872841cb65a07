using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <param name="Files">Written, each with its SHA-256.</param>
internal sealed record ExportAnswer(string Model, int Version, IReadOnlyList<ExportedPath> Files, ExportParity? Parity);

internal sealed record ExportedPath(string Path, string Digest);

/// <summary>Writes a released version as a file for other tools.</summary>
internal static class ExportCommand
{
    public static Command Create(Wiring wiring)
    {
        var version = Named.Argument("MODEL[@VERSION]", "A released version, for example credit-risk@3; without a version the live one.");
        var format = new Option<string>("--format") { Description = "What to write.", HelpName = "FORMAT", DefaultValueFactory = _ => "onnx" };
        format.AcceptOnlyFromAmong("onnx", "lightgbm");
        var output = new Option<FileInfo?>("--out") { Description = "Where to. Default: MODEL-VERSION.onnx or .txt, here.", HelpName = "FILE" };
        var command = new ExampledCommand(
            "export", "Write a released version as ONNX, or as LightGBM's text with a file that says what its columns are.",
            "mlops export credit-risk", "mlops export credit-risk@1 --format lightgbm --out trees.txt") { version, format, output };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var (model, number) = await ResolveAsync(api, invocation.Parsed.GetRequiredValue(version), cancellation);
            var list = await api.FindExportsAsync(model, number, cancellation)
                ?? throw new CommandFault($"No version {number} of a model '{model}' was released.");
            var isOnnx = invocation.Parsed.GetRequiredValue(format) == "onnx";
            var path = invocation.Parsed.GetValue(output)?.FullName ?? Path.GetFullPath($"{model}-{number}{(isOnnx ? ".onnx" : ".txt")}");
            var main = Offered(list, isOnnx ? ModelExport.Onnx : ModelExport.LightGbm);
            var files = new List<ExportedPath> { await WriteAsync(api, list, main, path, cancellation) };
            if (!isOnnx)
            {
                files.Add(await WriteAsync(api, list, Offered(list, ModelExport.LightGbmColumns), $"{path}.columns.json", cancellation));
            }

            return invocation.Answer.Give(new ExportAnswer(model, number, files, main.Parity), console => Write(console, files, main));
        });
        return command;
    }

    /// <summary>A released version by name; without a number the live one.</summary>
    internal static async Task<(string Model, int Version)> ResolveAsync(ApiClient api, string text, CancellationToken cancellation)
    {
        switch (text.Split('@'))
        {
            case [{ Length: > 0 } model]:
                var view = await api.FindModelAsync(model, cancellation) ?? throw new CommandFault($"No version of a model '{model}' was released.");
                return (model, view.Champion?.Version
                    ?? throw new CommandFault($"No version of '{model}' is live.", $"{model}@1, for example"));
            case [{ Length: > 0 } model, { } number] when int.TryParse(number, out var version) && version > 0:
                return (model, version);
            default:
                throw CommandFault.Usage($"Seen '{text}'; expected MODEL or MODEL@VERSION.", "credit-risk@1, for example");
        }
    }

    private static ModelExport Offered(ExportList list, string name) =>
        list.Exports.FirstOrDefault(export => export.Name == name) switch
        {
            { File: not null } export => export,
            { NotOffered: var why } => throw new CommandFault($"{name} is not offered for {list.Model}@{list.Version}. {why}"),
            null => throw new CommandFault(
                $"{list.Model}@{list.Version} has no {name}.",
                list.Exports.Count == 0 ? null : $"It has {string.Join(", ", list.Exports.Select(export => export.Name))}."),
        };

    private static async Task<ExportedPath> WriteAsync(ApiClient api, ExportList list, ModelExport export, string path, CancellationToken cancellation)
    {
        var content = await api.ExportAsync(list.Model, list.Version, export.Name, cancellation);
        var digest = Digests.Sha256Hex(content);
        if (!Digests.Same(digest, export.File!.Digest))
        {
            throw new CommandFault($"{export.Name} arrived with SHA-256 {digest}; expected {export.File.Digest}. Nothing was written.");
        }

        await File.WriteAllBytesAsync(path, content, cancellation);
        return new(path, digest);
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<ExportedPath> files, ModelExport export)
    {
        foreach (var file in files)
        {
            console.MarkupLineInterpolated($"{file.Path}  [grey]SHA-256 {file.Digest}[/]");
        }

        if (export.Parity is { } parity)
        {
            console.MarkupLineInterpolated($"Checked by ONNX Runtime on {parity.Rows} test rows: largest difference {parity.MaxDifference:0.#e-0}.");
        }
    }
}
