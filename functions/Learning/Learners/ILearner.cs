namespace ServerlessMlops.Learning.Learners;

/// <summary>A way to fit a model; the same input gives the same model, bit for bit.</summary>
internal interface ILearner
{
    /// <exception cref="OperationCanceledException">Cancelled between rounds.</exception>
    FitOutcome Fit(LearnerInput input, CancellationToken cancellation);
}
