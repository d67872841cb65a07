namespace ServerlessMlops.Learning.Learners;

/// <summary>What fitting came to.</summary>
internal abstract record FitOutcome;

/// <summary>A fitted model with what was chosen on the way.</summary>
/// <param name="Parameters">Names as the field knows them; evidence, for people.</param>
internal sealed record Fitted(LearnedModel Model, IReadOnlyDictionary<string, string> Parameters) : FitOutcome;

/// <summary>This learner cannot do what is asked of it; another may.</summary>
/// <param name="Code">One of <see cref="ModelProblemCodes"/>.</param>
internal sealed record NotFitted(string Code, string Reason) : FitOutcome;
