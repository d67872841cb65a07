using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What reading a dropped file came to.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>What the first pass found; null where the file could not be told into columns.</summary>
    public DatasetProfile? Profile { get; init; }

    /// <summary>Null where there is no contract, or the file could not be read to its end.</summary>
    public ContractVerdict? Verdict { get; init; }

    /// <summary>What was found of personal data, and what is done with it; null where the file could not be told into columns.</summary>
    public PersonalDataReport? Personal { get; init; }

    /// <summary>As <see cref="Personal"/>.</summary>
    public PersonalDataVerdict? PersonalVerdict { get; init; }

    /// <param name="Warnings">What its owner should know, though it can be trained on.</param>
    public sealed record Clean(Table Table, TableSchema Schema, IReadOnlyList<Problem> Warnings) : ReadOutcome;

    /// <param name="Problems">Every error found, then every warning; never empty of errors.</param>
    public sealed record Faulty(IReadOnlyList<Problem> Problems) : ReadOutcome;
}
