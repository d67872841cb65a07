using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Makes the datasheet of a dataset from what its people have written; what they have not is a gap, and is shown.</summary>
public static class Datasheets
{
    /// <remarks>The contract speaks of the data and comes first; pipeline.yaml fills in what it has.</remarks>
    public static Datasheet Of(DataContract? contract, PipelineSpec? pipeline)
    {
        var sheet = contract?.Datasheet ?? new DatasheetAnswers();
        return new Datasheet(
        [
            Entry("purpose", "Purpose", "What the data are for", contract?.Purpose),
            Entry("origin", "Origin", "The system, study or process that the rows come from, and when", sheet.Origin),
            Entry("collector", "Collector", "Who collected them", sheet.Collector),
            Entry("licence", "Licence", "What may be done with them", sheet.Licence, pipeline?.Licence),
            Entry("legalBasis", "Legal basis", "What allows this use of them", sheet.LegalBasis, pipeline?.LegalBasis),
            Entry("selection", "Selection", "How the rows were chosen from all there could be", sheet.Selection),
            Entry("labelling", "Labelling", "How and by whom the outcome was determined", sheet.Labelling),
            Entry("knownGaps", "Known gaps", "What and who is missing, or is known to be wrong", sheet.KnownGaps, contract?.Limitations,
                "contract.yaml"),
            Entry("retention", "Retention", "How long they are kept", sheet.Retention),
        ]);
    }

    /// <summary>In plain words, a line each.</summary>
    public static string Text(Datasheet sheet)
    {
        var text = new StringBuilder();
        foreach (var entry in sheet.Entries)
        {
            text.Append(entry.Title).Append(": ").Append(entry.Answer ?? "not stated").Append('\n');
        }

        return text.ToString();
    }

    private static DatasheetEntry Entry(
        string field, string title, string question, string? answer, string? second = null, string secondFile = "pipeline.yaml") =>
        (Stated(answer), Stated(second)) switch
        {
            ({ } first, _) => new(field, title, question, first, "contract.yaml"),
            (null, { } other) => new(field, title, question, other, secondFile),
            _ => new(field, title, question),
        };

    /// <summary>What a proposal left for a person to answer is not answered.</summary>
    private static string? Stated(string? answer) =>
        string.IsNullOrWhiteSpace(answer) || answer.Contains(PipelineYaml.ToConfirm, StringComparison.OrdinalIgnoreCase) ? null : answer;
}
