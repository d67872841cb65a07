using ServerlessMlops.Pipeline.Contracts;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Card;

/// <param name="Clause">Of Art. 13(3) of Regulation (EU) 2024/1689, which the section serves.</param>
public sealed record InstructionSection(string Title, string Clause, IReadOnlyList<string> Lines);

/// <summary>What whoever deploys the model has to know to use it, in the order of Art. 13(3) of the EU AI Act; a gap is said where its owner said nothing.</summary>
public static class InstructionsForUse
{
    public const string NotStated = "Not stated by the owner.";

    public static IReadOnlyList<InstructionSection> Of(ModelCard card) =>
    [
        new("Who provides it", "13(3)(a)", [$"{card.Name} is answered for by {card.Record.Owner}.", $"Contact: {card.Stated("contact") ?? NotStated}"]),
        new("What it is for", "13(3)(b)(i)", Purpose(card)),
        new("How well it does", "13(3)(b)(ii)", Performance(card)),
        new("What may make it worse or do harm", "13(3)(b)(iii)",
        [
            card.Stated("limitations") ?? $"Limitations: {NotStated}", card.Stated("ethicalConsiderations") ?? $"Ethical considerations: {NotStated}",
        ]),
        new("How its answers are explained", "13(3)(b)(iv), (vii)", Answers(card)),
        new("For which groups it does less well", "13(3)(b)(v)", Groups(card)),
        new("What goes in", "13(3)(b)(vi)", Inputs(card)),
        new("Who watches it", "13(3)(d)", [card.Stated("humanOversight") ?? $"Human oversight: {NotStated}"]),
        new("When to stop it or roll it back", "13(3)(c), (e)", Stopping(card)),
        new("What is recorded", "13(3)(f)",
        [
            "Each answer names the version that gave it and carries an id of its own: keep it with the decision that was made of it.",
            $"Who approved and released it, and on what evidence, stands in the audit chains run.{card.RunId} and model.{card.Model}.",
        ]),
    ];

    private static IReadOnlyList<string> Purpose(ModelCard card) =>
    [
        card.Pipeline.Purpose,
        $"Intended users: {card.Stated("intendedUsers") ?? NotStated}",
        $"Must not be used for: {card.Stated("prohibitedUses") ?? NotStated}",
        $"Out of scope: {card.Stated("outOfScope") ?? NotStated}",
        $"Risk class: {card.Pipeline.RiskClass}",
    ];

    private static IReadOnlyList<string> Performance(ModelCard card) =>
    [
        Invariant($"Measured on {CardNumbers.Count(card.Evaluation.TestRows)} rows that no training saw, of the same source as those it was trained on; elsewhere it may do worse."),
        .. card.Evaluation.Metrics.Where(measure => measure.Value is not null).Select(measure => $"{CardNumbers.Name(measure.Name)}: {CardNumbers.With(measure)}"),
    ];

    private static IReadOnlyList<string> Answers(ModelCard card)
    {
        var report = card.Evaluation;
        var what = report.Task switch
        {
            ModelTask.Binary => Invariant($"The score is the probability of {report.Positive}; from {report.Threshold ?? 0.5:0.###} on the label is {report.Positive}."),
            ModelTask.Multiclass => $"The score is the probability of the label, one of {string.Join(", ", report.Classes)}.",
            _ => $"The score is {report.Target}, in its own unit.",
        };
        return
        [
            what,
            .. report.Decision is { } decision ? new[] { decision.Reason } : [],
            "Each answer says how much every feature moved it, and in words which spoke most for it: what moved this score, not what would cause another outcome.",
        ];
    }

    private static IReadOnlyList<string> Groups(ModelCard card)
    {
        var said = card.Evaluation.Disparities
            .SelectMany(one => one.Disparities.Select(measure => $"By {one.Attribute}, {CardNumbers.Name(measure.Name)}: {CardNumbers.With(measure)}")
                .Concat(one.Groups.Where(group => group.NotCompared is not null)
                    .Select(group => $"{one.Attribute} {group.Group} (n = {CardNumbers.Count(group.N)}) is not compared: {group.NotCompared}")))
            .ToArray();
        return said.Length > 0 ? said : ["No protected attribute was declared, so none was compared. That says nothing of whether groups differ."];
    }

    private static IReadOnlyList<string> Inputs(ModelCard card) =>
    [
        $"A row has {card.Inputs.Count} columns, listed with what was seen of each in training. A value outside of that is answered, and the answer rests on no such row.",
        .. card.Datasheet.Entries.FirstOrDefault(entry => entry.Field == "knownGaps")?.Answer is { } gaps ? new[] { $"Known gaps of the data: {gaps}" } : [],
    ];

    private static IReadOnlyList<string> Stopping(ModelCard card) =>
    [
        .. card.Pipeline.Gates.Count > 0 ? new[] { $"It was released under these limits; stop it where it no longer keeps one: {string.Join("; ", card.Evaluation.Gates.Select(gate => gate.Rule))}." } : [],
        "Stop it when a column changes its meaning, unit or source, when rows come from people or times that the training data did not hold, or when a use comes up that is listed above as none of its own.",
        $"To go back to the version before it, at once: mlops rollback {card.Model}, or the button on the model's page.",
        $"Lifetime and upkeep: {card.Stated("maintenance") ?? NotStated}",
    ];
}
