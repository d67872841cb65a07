using System.CommandLine;
using System.Text.Json;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Asks the live version of a model, and says what made each answer.</summary>
internal static class PredictCommand
{
    public static Command Create(Wiring wiring)
    {
        var model = Named.Argument("MODEL", "The model's name.");
        var row = new Option<string[]>("--row") { Description = "A row as a JSON object, column by column; may be given again.", HelpName = "JSON" };
        var file = new Option<FileInfo?>("--file") { Description = "Rows: a JSON array (or object), or a CSV file with a header.", HelpName = "FILE" };
        var counterfactual = new Option<bool>("--counterfactual") { Description = "Also the smallest change of each row (at most 10) that would be answered otherwise." };
        var wanted = new Option<string?>("--wanted") { Description = "With --counterfactual: the class to be answered; two classes need none.", HelpName = "CLASS" };
        var least = new Option<double?>("--wanted-min") { Description = "With --counterfactual, for a number: the least value wanted.", HelpName = "NUMBER" };
        var greatest = new Option<double?>("--wanted-max") { Description = "With --counterfactual, for a number: the greatest value wanted.", HelpName = "NUMBER" };
        var command = new ExampledCommand(
            "predict", "Ask the live version.", "mlops predict credit-risk --file rows.csv", """mlops predict concrete --row '{"cement": 540, "water": 162, …}'""") { model, row, file, counterfactual, wanted, least, greatest };
        wiring.Run(command, async (invocation, cancellation) =>
        {
            var name = DropNames.Checked(invocation.Parsed.GetRequiredValue(model));
            var rows = (invocation.Parsed.GetValue(row) ?? []).SelectMany(text => FromJson(text, "--row")).ToList();
            using var api = await invocation.OpenAsync(cancellation);
            if (invocation.Parsed.GetValue(file) is { } given)
            {
                rows.AddRange(await FromFileAsync(api, name, InputFiles.Existing(given), cancellation));
            }

            if (rows.Count == 0)
            {
                throw CommandFault.Usage("There is nothing to predict.", "--row JSON or --file FILE");
            }

            var goal = new Wanted(invocation.Parsed.GetValue(wanted), invocation.Parsed.GetValue(least), invocation.Parsed.GetValue(greatest));
            if (!invocation.Parsed.GetValue(counterfactual) && goal != new Wanted())
            {
                throw CommandFault.Usage("--wanted says what a counterfactual is to be answered with, and none is asked for.", "--counterfactual");
            }

            var answer = invocation.Parsed.GetValue(counterfactual)
                ? await api.PredictAsync(name, rows, goal, cancellation)
                : await api.PredictAsync(name, rows, cancellation);
            return invocation.Answer.Give(answer, console =>
            {
                foreach (var (index, scored) in answer.Predictions.Index())
                {
                    PredictionText.Write(console, $"row {index + 1}", scored, actual: null);
                }
            });
        });
        return command;
    }

    private static async Task<IReadOnlyList<InputRow>> FromFileAsync(ApiClient api, string model, FileInfo file, CancellationToken cancellation)
    {
        if (file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return FromJson(await File.ReadAllTextAsync(file.FullName, cancellation), file.Name);
        }

        // The kinds are those that the live version was trained on: a few rows alone would not tell a code from a number.
        var view = await api.FindModelAsync(model, cancellation);
        var live = view?.Versions.FirstOrDefault(version => version.Version == view.Champion?.Version)
            ?? throw new CommandFault($"No version of a model '{model}' is live.", "mlops models");
        var receipt = await api.ReceiptAsync(live.RunId, cancellation);
        await using var content = file.OpenRead();
        return CsvRows.Read(content, file.Name, receipt.Schema?.Columns ?? [], receipt.Pipeline?.Target);
    }

    private static IReadOnlyList<InputRow> FromJson(string text, string where)
    {
        try
        {
            return text.TrimStart().StartsWith('[') ? MlopsJson.Read<List<InputRow>>(text) : [MlopsJson.Read<InputRow>(text)];
        }
        catch (JsonException broken)
        {
            throw CommandFault.Usage($"{where} is not a JSON object of columns and values: {broken.Message}", """--row '{"column": value}'""");
        }
    }
}
