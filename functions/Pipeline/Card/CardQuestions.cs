using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>What the owner of a model is asked.</summary>
public static class CardQuestions
{
    private const string File = "pipeline.yaml";

    public static IReadOnlyList<DatasheetEntry> Of(PipelineSpec spec)
    {
        var card = spec.Card ?? new CardSpec();
        return
        [
            Entry("purpose", "Purpose", "What it is for", spec.Purpose),
            Entry("intendedUsers", "Intended users", "Who works with its answers, and what they must know to", card.IntendedUsers),
            Entry("prohibitedUses", "Must not be used for", "Uses that its owner forbids", spec.ProhibitedUses.Count == 0 ? null : string.Join("; ", spec.ProhibitedUses)),
            Entry("outOfScope", "Out of scope", "Uses, people and circumstances that it was not made for", card.OutOfScope),
            Entry("limitations", "Limitations", "What is known to make it worse", card.Limitations),
            Entry("ethicalConsiderations", "Ethical considerations", "Whom it may harm and how, and what is done about it", card.EthicalConsiderations),
            Entry("humanOversight", "Human oversight", "Who looks at its answers, and how they overrule one", card.HumanOversight),
            Entry("maintenance", "Lifetime and upkeep", "How long it is meant to be used, and how it is kept fit for that", card.Maintenance),
            Entry("contact", "Contact", "Where questions and complaints go", card.Contact),
        ];
    }

    private static DatasheetEntry Entry(string field, string title, string question, string? answer) =>
        string.IsNullOrWhiteSpace(answer) ? new(field, title, question) : new(field, title, question, answer, File);
}
