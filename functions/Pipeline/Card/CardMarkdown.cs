using System.Globalization;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using static ServerlessMlops.Pipeline.Card.MarkdownText;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>The card as Markdown, with the metadata that the Hugging Face Hub reads.</summary>
public static class CardMarkdown
{
    public static string Of(ModelCard card)
    {
        var text = new StringBuilder(HuggingFaceHeader.Of(card));
        text.Append(CultureInfo.InvariantCulture, $"\n# {Escape(card.Name)}\n\n{Escape(card.Pipeline.Purpose)}\n");
        Gaps(text, card);
        Heading(text, "What its owner says");
        foreach (var one in card.Statements)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{one.Title}:** {(one.Answer is { } answer ? Escape(answer) : $"*{InstructionsForUse.NotStated}*")}\n");
        }

        Measures(text, card.Evaluation);
        Groups(text, card.Evaluation);
        Contest(text, card.Evaluation);
        Importances(text, card);
        Inputs(text, card);
        Heading(text, "The data");
        foreach (var entry in card.Datasheet.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{entry.Title}:** {(entry.Answer is { } answer ? Escape(answer) : "*Not stated.*")}\n");
        }

        Heading(text, "Instructions for use");
        foreach (var section in InstructionsForUse.Of(card))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {section.Title}\n\nEU AI Act, Art. {section.Clause}\n\n");
            foreach (var line in section.Lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(line)}\n");
            }
        }

        Record(text, card);
        return text.ToString();
    }

    private static void Gaps(StringBuilder text, ModelCard card)
    {
        if (card.Gaps.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n> **{card.Gaps.Count} {(card.Gaps.Count == 1 ? "gap" : "gaps")}:** {Escape(string.Join("; ", card.Gaps))}.\n");
        }
    }

    private static void Measures(StringBuilder text, EvaluationReport report)
    {
        Heading(text, "Measures");
        text.Append(CultureInfo.InvariantCulture, $"On {CardNumbers.Count(report.TestRows)} rows that no training saw.\n\n");
        Table(text, ["Measure", "Value", "95 % interval", "n", "Better"], report.Metrics.Select(measure => new[]
        {
            CardNumbers.Name(measure.Name), measure.Value is null ? $"not measured: {measure.Unmeasured}" : CardNumbers.Of(measure.Value),
            measure.Lower is null ? "–" : $"{CardNumbers.Of(measure.Lower)} to {CardNumbers.Of(measure.Upper)}", CardNumbers.Count(measure.N),
            measure.HigherIsBetter ? "higher" : "lower",
        }));
        Heading(text, "Gates");
        Table(text, ["Gate", "Outcome", "Why"], report.Gates.Select(gate => new[] { gate.Rule, gate.Outcome.ToString(), gate.Reason }));
    }

    private static void Groups(StringBuilder text, EvaluationReport report)
    {
        foreach (var attribute in report.Disparities)
        {
            Heading(text, $"Groups by {attribute.Attribute}");
            Table(text, ["Group", "n", "Selection rate", "True positive rate", "False positive rate", "Accuracy", "Mean absolute error"], attribute.Groups.Select(group => new[]
            {
                group.Group, CardNumbers.Count(group.N), CardNumbers.Of(group.SelectionRate), CardNumbers.Of(group.TruePositiveRate),
                CardNumbers.Of(group.FalsePositiveRate), CardNumbers.Of(group.Accuracy), CardNumbers.Of(group.MeanAbsoluteError),
            }));
            text.Append('\n');
            foreach (var disparity in attribute.Disparities)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {CardNumbers.Name(disparity.Name)}: {Escape(CardNumbers.With(disparity))}\n");
            }
        }
    }

    private static void Contest(StringBuilder text, EvaluationReport report)
    {
        if (report.Contest is { } contest)
        {
            Heading(text, "Against approved versions");
            foreach (var opponent in contest.Opponents)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(ContestText.Title(opponent))}. {Escape(ContestText.Sentence(opponent))} {Escape(ContestText.Caveat(opponent, report.TestRows) ?? "")}\n");
            }
        }
    }

    private static void Importances(StringBuilder text, ModelCard card)
    {
        Heading(text, "What moves the scores");
        if (card.Explanation?.Permutation is { Unmeasured: null } permutation)
        {
            Table(text, ["Input", $"Loss of {CardNumbers.Name(permutation.Metric)} without it", "± over repeats"], permutation.Inputs.Take(10)
                .Select(input => new[] { input.Input, CardNumbers.Of(input.Mean), CardNumbers.Of(input.Deviation) }));
        }
        else
        {
            Table(text, ["Feature", "Mean absolute contribution"], card.Evaluation.Importances.Take(10)
                .Select(feature => new[] { feature.Feature, CardNumbers.Of(feature.MeanAbsolute) }));
        }
    }

    private static void Inputs(StringBuilder text, ModelCard card)
    {
        Heading(text, "Inputs");
        Table(text, ["Column", "Kind", "Seen", "Missing", "Agreed"], card.Inputs.Select(input => new[]
        {
            input.Name, input.Kind.ToString().ToLowerInvariant(), input.Min is null ? "–" : $"{CardNumbers.Of(input.Min)} to {CardNumbers.Of(input.Max)}",
            $"{(input.Missing * 100).ToString("0.0", CultureInfo.InvariantCulture)} %", input.Agreed ?? "–",
        }));
    }

    private static void Record(StringBuilder text, ModelCard card)
    {
        Heading(text, "Record");
        var record = card.Record;
        foreach (var (name, digest) in new[]
        {
            ("Dataset", record.Dataset), ("Split", record.Split), ("Model file", record.ModelFile), ("Pipeline", record.Pipeline),
            ("Evaluation", record.Evaluation), ("Evidence that was voted on", record.Evidence ?? "none yet"),
        })
        {
            text.Append(CultureInfo.InvariantCulture, $"- {name}: `{digest}`\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"- Submitted by {Escape(record.Submitter ?? "nobody yet")}; answered for by {Escape(record.Owner)}\n");
        foreach (var vote in record.Votes)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Escape(vote.Voter)}: {vote.Choice}, {vote.CastAt:yyyy-MM-dd}: {Escape(vote.Reason)}\n");
        }
    }
}
