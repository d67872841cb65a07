namespace ServerlessMlops.Learning.Learners;

/// <summary>The prior of the classes, or the mean of the target: what a model has to beat to be worth anything.</summary>
internal sealed class DummyLearner : ILearner
{
    public FitOutcome Fit(LearnerInput input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new Fitted(new PriorModel(Priors.Margins(input)), new SortedDictionary<string, string>(StringComparer.Ordinal) { ["strategy"] = "prior" });
    }
}
