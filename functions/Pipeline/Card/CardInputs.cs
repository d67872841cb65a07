using ServerlessMlops.Pipeline.Contracts;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Card;

/// <summary>The columns that a row to be predicted has, from the data that it was trained on and the contract that they met.</summary>
public static class CardInputs
{
    /// <param name="reads">What the model reads; null where that is not recorded: then all columns but the target.</param>
    public static IReadOnlyList<CardInput> Of(TableSchema schema, string target, IReadOnlyList<string>? reads, DataContract? contract)
    {
        var agreed = (contract?.Objects ?? []).SelectMany(one => one.Properties).GroupBy(one => one.PhysicalName ?? one.Name).ToDictionary(one => one.Key, one => one.First());
        return
        [
            .. schema.Columns
                .Where(column => column.Name != target && (reads is null || reads.Contains(column.Name)))
                .Select(column => new CardInput(
                    column.Name, column.Kind, column.Min, column.Max, schema.Rows == 0 ? 0 : column.Missing / (double)schema.Rows,
                    agreed.TryGetValue(column.Name, out var property) ? Agreed(property) : null)),
        ];
    }

    private static string? Agreed(ContractProperty property)
    {
        string?[] parts =
        [
            property.Description?.Trim().TrimEnd('.'),
            property.Required ? "required" : null,
            (property.Options.Minimum, property.Options.Maximum) switch
            {
                ({ } low, { } high) => Invariant($"{low} to {high}"),
                ({ } low, null) => Invariant($"at least {low}"),
                (null, { } high) => Invariant($"at most {high}"),
                _ => null,
            },
        ];
        return parts.OfType<string>().Where(part => part.Length > 0).ToArray() is { Length: > 0 } said ? string.Join("; ", said) : null;
    }
}
