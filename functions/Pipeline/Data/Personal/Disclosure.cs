using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What may be shown of columns that hold personal data: how much, never what. A column that the contract allows is shown like any.</summary>
public sealed class Disclosure(PersonalDataVerdict verdict)
{
    private readonly HashSet<string> _hidden = verdict.Treatments
        .Where(treatment => !(treatment is { Policy: PersonalDataPolicy.Allow, IsAgreed: true }))
        .Select(treatment => treatment.Column).ToHashSet(StringComparer.Ordinal);

    /// <summary>Counts, lengths and shapes stay; values and what gives one away go.</summary>
    public DatasetProfile Of(DatasetProfile profile) => _hidden.Count == 0 ? profile : profile with
    {
        Columns = [.. profile.Columns.Select(column => _hidden.Contains(column.Name) ? column with { Top = [], Numbers = null } : column)],
    };

    /// <summary>A cell is shown as its first character and its length.</summary>
    public IReadOnlyList<Problem> Of(IReadOnlyList<Problem> problems) => _hidden.Count == 0 ? problems : [.. problems.Select(Of)];

    private Problem Of(Problem problem)
    {
        if (problem.Column is not { } column || !_hidden.Contains(column) || problem.Seen is not { Length: > 0 } seen
            || PersonalDataCodes.All.Contains(problem.Code) || CellMask.Is(seen))
        {
            return problem;
        }

        var masked = CellMask.Of(seen);
        return problem with { Seen = masked, Message = problem.Message.Replace(seen, masked, StringComparison.Ordinal) };
    }
}
