using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What is done with the personal data found: what the contract says, and without it what is safe (decision 0331).</summary>
public static class PersonalDataJudgement
{
    /// <param name="names">All columns of the file.</param>
    /// <param name="contract">Null: nothing was agreed.</param>
    /// <param name="file">Which table of the contract it is held to, and the name that problems carry.</param>
    /// <param name="target">The column to predict: masked, it could not be.</param>
    public static PersonalDataVerdict Of(
        PersonalDataReport report, IReadOnlyList<string> names, DataContract? contract, string file, string? target = null)
    {
        var found = report.Findings.ToLookup(finding => finding.Column);
        var policies = new ColumnPolicies(contract, file);
        var treatments = names.Select(name => policies.Treat(name, [.. found[name]])).OfType<PersonalDataTreatment>().ToList();
        var problems = new ProblemList(file);
        foreach (var treatment in treatments)
        {
            PersonalDataProblems.Add(problems, treatment, found[treatment.Column], isTarget: treatment.Column == target);
        }

        return new PersonalDataVerdict
        {
            Treatments = treatments,
            Masked = [.. treatments.Where(treatment => treatment.Policy == PersonalDataPolicy.Mask).Select(treatment => treatment.Column)],
            Problems = problems.ToList(),
        };
    }
}
