namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>How much a search may cost, whichever ends first.</summary>
public sealed record SearchSpec
{
    /// <summary>Trials beside the candidates' own defaults; 1 to 200.</summary>
    public int Trials { get; init; } = 30;

    /// <summary>Minutes after which no further trial begins; those in hand end.</summary>
    public double Minutes { get; init; } = 30;
}

/// <summary>Repeated k-fold cross-validation: every row that is not of the test part is held out once a repeat.</summary>
/// <param name="Folds">2 to 20; 0 in <c>pipeline.yaml</c>'s <c>off</c>.</param>
/// <param name="Repeats">1 to 20.</param>
public sealed record CrossValidationSpec(int Folds, int Repeats)
{
    public static CrossValidationSpec Off { get; } = new(0, 0);
}

/// <summary>One trial of a search: a candidate with other settings than its own.</summary>
/// <param name="Number">From 1 in a run; the candidates' defaults have none.</param>
/// <param name="Settings">By the learner's own names, as the learner writes them.</param>
public sealed record Trial(string Candidate, int Number, IReadOnlyDictionary<string, string> Settings);

/// <summary>A score over folds.</summary>
/// <param name="Rows">Rows that were held out, each once a repeat.</param>
/// <param name="StandardDeviation">Of the folds' scores; folds share rows, so it is no standard error.</param>
/// <param name="Scores">Repeat by repeat, fold by fold.</param>
public sealed record CrossValidated(int Folds, int Repeats, int Rows, double StandardDeviation, IReadOnlyList<double> Scores);
