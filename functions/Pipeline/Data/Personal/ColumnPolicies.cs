using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a contract says of each column, the column's own word first; and what is done where it says nothing.</summary>
internal sealed class ColumnPolicies(DataContract? contract, string file)
{
    private readonly ContractColumns? _columns = contract is not null && ContractTable.Of(contract, file, out _) is { } table
        ? new ContractColumns(table, DataEnvironment.Scoring)
        : null;

    /// <returns>Null for a column in which nothing was found, unless the contract has it masked anyway.</returns>
    public PersonalDataTreatment? Treat(string column, IReadOnlyList<PersonalDataFinding> found)
    {
        var own = _columns?.Find(column)?.PersonalData;
        if (found.Count == 0)
        {
            return own == PersonalDataPolicy.Mask ? new PersonalDataTreatment(column, PersonalDataPolicy.Mask, true, []) : null;
        }

        var agreed = own ?? contract?.PersonalData;
        var policy = agreed ?? (found.Any(PointsAtAPerson) ? PersonalDataPolicy.Refuse : PersonalDataPolicy.Allow);
        return new PersonalDataTreatment(column, policy, agreed is not null, [.. found.Select(finding => finding.Kind)]);
    }

    /// <summary>
    /// What names one person, and is sure. Dates of birth and IP addresses need other data for it, and a column of first names that is not
    /// called so may hold something else.
    /// </summary>
    private static bool PointsAtAPerson(PersonalDataFinding finding) => finding.Kind switch
    {
        PersonalDataKind.DateOfBirth or PersonalDataKind.IpAddress => false,
        PersonalDataKind.Name => finding.ByHeader,
        _ => true,
    };
}
