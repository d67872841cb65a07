namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What a value tells about a person; how each is recognised stands in docs/personal-data.md.</summary>
public enum PersonalDataKind
{
    Email,
    Phone,
    Iban,
    PaymentCard,
    IpAddress,
    UsSocialSecurityNumber,
    UkNationalInsuranceNumber,
    SpanishIdentityNumber,
    FrenchSocialSecurityNumber,
    ItalianTaxCode,
    GermanTaxNumber,
    DutchCitizenNumber,
    SwedishPersonalNumber,
    FinnishPersonalCode,
    PolishPersonalNumber,

    /// <summary>Of a country or document that is known by the column's name only.</summary>
    IdentityNumber,
    Name,
    DateOfBirth,
    Address,
}

/// <summary>What one pass over a file found that looks like personal data. It holds no value of the file: examples are masked.</summary>
public sealed record PersonalDataReport
{
    /// <summary>Columns that were searched: all of the file.</summary>
    public required int Columns { get; init; }

    /// <summary>In the order of the file; within a column the most frequent kind first.</summary>
    public IReadOnlyList<PersonalDataFinding> Findings { get; init; } = [];
}

/// <summary>One kind of personal data in one column.</summary>
/// <param name="Score">
/// In [0, 1]: the share of the cells looked at that hold such a value, less what chance explains. Where of <c>s</c> cells of the form
/// <c>v</c> pass a check that a random one passes with probability <c>c</c>, it is (v − c·s) ÷ (1 − c) ÷ <paramref name="Looked"/>.
/// </param>
/// <param name="Cells">Of those looked at, the cells that hold one.</param>
/// <param name="Looked">Cells with a value that were looked at: all of them, but for names, which are searched in a sample.</param>
/// <param name="Present">Cells of the column with a value.</param>
/// <param name="Example">The first one, masked: <c>j***@e***.org</c>.</param>
/// <param name="Row">Where it stands, as a row of the file.</param>
/// <param name="ByHeader">The column's name says so too.</param>
/// <param name="ByContent">The values say so without the name.</param>
public sealed record PersonalDataFinding(
    string Column, PersonalDataKind Kind, double Score, long Cells, long Looked, long Present, string Example, long Row, bool ByHeader,
    bool ByContent);

/// <summary>What is done with a column.</summary>
/// <param name="IsAgreed">The contract says so; else it is the default for columns of which nothing was agreed.</param>
/// <param name="Kinds">Found in it; empty where the contract has it masked anyway.</param>
public sealed record PersonalDataTreatment(string Column, PersonalDataPolicy Policy, bool IsAgreed, IReadOnlyList<PersonalDataKind> Kinds);

/// <summary>What a file's personal data came to under its contract.</summary>
public sealed record PersonalDataVerdict
{
    /// <summary>One for each column with a finding, or that the contract has masked.</summary>
    public IReadOnlyList<PersonalDataTreatment> Treatments { get; init; } = [];

    /// <summary>An error rejects the file before anything of it is kept.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Columns whose values must be replaced before the file is kept.</summary>
    public IReadOnlyList<string> Masked { get; init; } = [];
}
