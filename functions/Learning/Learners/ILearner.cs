namespace ServerlessMlops.Learning.Learners;

/// <summary>A way to fit a model; the same input gives the same model, bit for bit.</summary>
internal interface ILearner
{
    /// <exception cref="OperationCanceledException">Cancelled between rounds.</exception>
    Fitted Fit(LearnerInput input, CancellationToken cancellation);
}

/// <summary>A fitted model with what was chosen on the way.</summary>
/// <param name="Parameters">Names as the field knows them; evidence, for people.</param>
internal sealed record Fitted(LearnedModel Model, IReadOnlyDictionary<string, string> Parameters);
