namespace ServerlessMlops.Pipeline.Data;

/// <summary>The limits of the judgement before training; where they come from stands in docs/decisions/0310 and 0311.</summary>
public sealed record JudgementOptions
{
    /// <summary>AUC of one feature from which a person must look. In (0.5, 1].</summary>
    public double SuspectAuc { get; init; } = 0.98;

    /// <summary>AUC of one feature that is the target in other words. In [<see cref="SuspectAuc"/>, 1].</summary>
    public double CertainAuc { get; init; } = 0.999;

    /// <summary>R² of one feature from which a person must look. In (0, 1].</summary>
    public double SuspectRSquared { get; init; } = 0.95;

    /// <summary>R² of one feature that is the target in other words. In [<see cref="SuspectRSquared"/>, 1].</summary>
    public double CertainRSquared { get; init; } = 0.999;

    /// <summary>Rows from which a measure can be certain: in a small table a perfect separator may be chance. At least 50.</summary>
    public int CertainRows { get; init; } = 200;

    /// <summary>AUC of whether a cell is missing, from which that is said. In (0.5, 1].</summary>
    public double MissingAuc { get; init; } = 0.80;

    /// <summary>R² of whether a cell is missing. In (0, 1]; 0.36 is what an AUC of 0.80 is in two classes of equal size.</summary>
    public double MissingRSquared { get; init; } = 0.36;

    /// <summary>Share of rows with one value from which a column is nearly constant. In (0.5, 1).</summary>
    public double NearConstantShare { get; init; } = 0.995;

    /// <summary>Share of test rows that may equal a training row in every feature and the target without a word. In [0, 1].</summary>
    public double TestRowsTrainedOn { get; init; } = 0.01;

    /// <summary>Probability of another class from which a label is contradicted with confidence. In [0.5, 1).</summary>
    public double LabelConfidence { get; init; } = 0.95;

    /// <summary>Share of suspect labels from which it is said. In [0, 1].</summary>
    public double SuspectLabels { get; init; } = 0.01;

    /// <summary>Half the width of the interval of a group's rate that needed rows are given for. In (0, 0.5).</summary>
    public double HalfWidth { get; init; } = 0.10;

    /// <summary>Difference in proportions of labels, and its interval beyond 0, from which it is said. In (0, 1].</summary>
    public double LabelDifference { get; init; } = 0.10;

    /// <summary>Rows that leakage and labels are judged on at most; a larger table is sampled. At least 1,000.</summary>
    public int SampleRows { get; init; } = 200_000;

    /// <summary>Of the sample and the folds.</summary>
    public int Seed { get; init; } = 20_240_501;

    /// <summary>
    /// The column with the day the outcome became known: a date feature later than it is from the future. Null: none is declared.
    /// </summary>
    public string? OutcomeDate { get; init; }

    /// <summary>Features of which a person has said, in the contract, that what they tell is known when predicting.</summary>
    public IReadOnlySet<string> Acknowledged { get; init; } = new HashSet<string>();

    public DriftOptions Drift { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A limit lies outside its range.</exception>
    internal void Check()
    {
        static void In(double value, double low, double high, string name)
        {
            if (!(value >= low && value <= high))
            {
                throw new ArgumentOutOfRangeException(name, value, $"Expected {low} to {high}.");
            }
        }

        In(SuspectAuc, 0.5, 1, nameof(SuspectAuc));
        In(CertainAuc, SuspectAuc, 1, nameof(CertainAuc));
        In(SuspectRSquared, 0, 1, nameof(SuspectRSquared));
        In(CertainRSquared, SuspectRSquared, 1, nameof(CertainRSquared));
        In(CertainRows, DataLimits.MinimumRows, int.MaxValue, nameof(CertainRows));
        In(MissingAuc, 0.5, 1, nameof(MissingAuc));
        In(MissingRSquared, 0, 1, nameof(MissingRSquared));
        In(NearConstantShare, 0.5, 1, nameof(NearConstantShare));
        In(TestRowsTrainedOn, 0, 1, nameof(TestRowsTrainedOn));
        In(LabelConfidence, 0.5, 1, nameof(LabelConfidence));
        In(SuspectLabels, 0, 1, nameof(SuspectLabels));
        In(HalfWidth, 0.001, 0.5, nameof(HalfWidth));
        In(LabelDifference, 0, 1, nameof(LabelDifference));
        In(SampleRows, 1_000, int.MaxValue, nameof(SampleRows));
        Drift.Check();
    }
}
