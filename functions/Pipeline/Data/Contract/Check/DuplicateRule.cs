using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>No value of the column stands twice; cells without a value are left out.</summary>
internal sealed class DuplicateRule(string code, LogicalType? type, QualityBound bound, BreachFactory breaches, long limit)
    : CellRule(bound)
{
    private readonly KeySet _keys = new(limit);
    private readonly Breaches _again = breaches.Make(code, "a value that stands in no earlier row", bound);

    public override IReadOnlyList<Breaches> Found => [_again];

    public override string OfColumn => ContractCodes.TooManyDuplicates;

    public override string What => "values that stand in an earlier row";

    public override void Add(ColumnSlice slice)
    {
        for (var cell = 0; cell < slice.Count; cell++)
        {
            if (slice.Forms[cell] > CellForm.Nan && _keys.WasThere(KeyHash.Of(slice, cell, type)))
            {
                _again.Add(slice, cell);
            }
        }
    }

    public override void Note(ProblemList problems) => KeyNote.Say(_keys, breaches.Column, problems);
}

/// <summary>Says where keys were too many to remember.</summary>
internal static class KeyNote
{
    public static void Say(KeySet keys, string column, ProblemList problems)
    {
        if (keys.IsCut)
        {
            problems.Warn(
                ContractCodes.KeysNotChecked,
                $"Column '{column}' has more than {keys.Count} different values: the rows after them were compared with those only.",
                    null, column,
                expected: $"at most {keys.Count} different values for a complete check");
        }
    }
}
