using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Training.Mitigating;

/// <summary>The candidates that <c>train.mitigation</c> adds, by name; made from the specification alone.</summary>
public static class MitigationPlan
{
    /// <summary>The baseline looks at no feature: its decisions are the same for everyone as it is.</summary>
    public const string Baseline = "dummy";

    /// <summary>Multipliers of the constraint. They end below 1, where rows would change their label; see docs/decisions/0513.</summary>
    public static IReadOnlyList<double> Strengths { get; } = [0.25, 0.5, 0.75];

    /// <summary>The plain candidates, then the mitigated ones, learner by learner.</summary>
    public static IReadOnlyList<string> Candidates(TrainSpec train) => [.. train.Candidates, .. Of(train).Select(one => one.Name)];

    /// <returns>Empty where nothing is to be mitigated.</returns>
    public static IReadOnlyList<(string Name, Mitigated How)> Of(TrainSpec train) => train.Mitigation is not { } wanted
        ? []
        : [
            .. from learner in train.Candidates
               where learner != Baseline
               from method in wanted.Methods
               from strength in method == MitigationMethod.Constraint ? Strengths.Select(one => (double?)one) : [null]
               let how = new Mitigated(learner, method, wanted.Attribute, wanted.Measure, strength)
               select (NameOf(how), how),
        ];

    /// <summary>How the candidate of this name is mitigated; null for a plain one.</summary>
    public static Mitigated? Find(TrainSpec train, string name) => Of(train).FirstOrDefault(one => one.Name == name).How;

    private static string NameOf(Mitigated how) => how.Method == MitigationMethod.Reweighing
        ? $"{how.Learner}, reweighed by {how.Attribute}"
        : FormattableString.Invariant($"{how.Learner}, constrained by {how.Attribute} {how.Strength}");
}
