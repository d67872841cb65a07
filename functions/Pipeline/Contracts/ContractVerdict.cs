using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What a file came to under its contract.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Met), "met")]
[JsonDerivedType(typeof(RowsSetAside), "setAside")]
[JsonDerivedType(typeof(Broken), "broken")]
public abstract record ContractVerdict
{
    private ContractVerdict(IReadOnlyList<Problem> problems) => Problems = problems;

    /// <summary>Every breach, errors first; the first 20 of a code in a column with their rows, the others counted.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>No error; warnings may be among the problems.</summary>
    public sealed record Met(IReadOnlyList<Problem> Problems) : ContractVerdict(Problems);

    /// <summary>The file is taken in without these rows, whose breaches are warnings.</summary>
    public sealed record RowsSetAside(IReadOnlyList<RejectedRow> Rows, IReadOnlyList<Problem> Problems) : ContractVerdict(Problems);

    /// <summary>The file is rejected as a whole.</summary>
    public sealed record Broken(IReadOnlyList<Problem> Problems) : ContractVerdict(Problems);
}

/// <param name="Row">1-based row of data in the file.</param>
/// <param name="Codes">What it breaks, each once, in ordinal order.</param>
public sealed record RejectedRow(long Row, IReadOnlyList<string> Codes);
