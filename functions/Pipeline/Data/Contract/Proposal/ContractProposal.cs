using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Proposes a contract for a file that came without one: the file passes it, and so should one like it.</summary>
/// <remarks>
/// Limits are those that the sample is evidence for, not what happened to be in it: see <see cref="Allowance"/> and docs/contract.md.
/// </remarks>
public static class ContractProposal
{
    /// <summary>Different values up to which all of them are agreed on.</summary>
    private const int FewValues = 50;

    /// <summary>A value that may have been cut where it was counted.</summary>
    private const int WholeValue = 90;

    /// <summary>Characters of a proposal that can be read again.</summary>
    private const int MaximumCharacters = YamlTree.MaximumCharacters - 10_000;

    /// <param name="model">Whose data these are.</param>
    /// <param name="pipeline">Names the target, which rows to score lack, and who answers.</param>
    /// <param name="personal">Columns that seem to hold personal data.</param>
    /// <returns>
    /// YAML; null where the file has no rows, or columns that a contract cannot be read with: by their number, or their names.
    /// </returns>
    public static string? From(string model, DatasetProfile profile, PipelineSpec? pipeline = null, IReadOnlySet<string>? personal = null)
    {
        // A name with white space around it cannot be written so that it is read again.
        if (profile.Rows == 0 || profile.Columns.Any(column => column.Name.Length == 0 || column.Name.Trim() != column.Name))
        {
            return null;
        }

        var columns = profile.Columns.Select(column => Column(column, profile.Rows, pipeline, personal?.Contains(column.Name) ?? false));
        var text = ContractText.Write(model, profile, pipeline, columns);
        return text.Length <= MaximumCharacters ? text : null;
    }

    /// <summary>A proposal as a patch that makes the file where none is.</summary>
    public static string Patch(string yaml, string path = "contract.yaml")
    {
        var lines = yaml.TrimEnd('\n').Split('\n');
        var patch = new StringBuilder($"--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{lines.Length} @@\n");
        foreach (var line in lines)
        {
            patch.Append('+').Append(line).Append('\n');
        }

        return patch.ToString();
    }

    private static ProposedColumn Column(ColumnProfile column, long rows, PipelineSpec? pipeline, bool isPersonal)
    {
        var isTarget = column.Name == pipeline?.Target;
        var isComplete = column.Missing == 0;
        var missing = Allowance.Percent(column.Missing, rows);
        var isUnique = IsUnique(column, rows);
        return new ProposedColumn
        {
            Name = column.Name,
            Type = column.Kind switch
            {
                ColumnKind.Number => LogicalType.Number,
                ColumnKind.Boolean => LogicalType.Boolean,
                ColumnKind.Date => HasTimes(column) ? LogicalType.Timestamp : LogicalType.Date,
                _ => LogicalType.String,
            },
            // None missing in so many rows that, at 99 % confidence, fewer than one in 200 is: then none need ever be.
            IsRequired = isComplete && (isTarget || isUnique || missing <= 0.5),
            MissingPercent = missing,
            IsUnique = isUnique,
            IsTarget = isTarget,
            IsPersonal = isPersonal,
            Range = column is { Kind: ColumnKind.Number, Numbers: { } numbers, Count: > 0 } && !isPersonal
                ? Allowance.Range(numbers.Min, numbers.Max, column.Count)
                : default,
            Values = isPersonal || isUnique ? [] : Values(column),
            UnexpectedPercent = isTarget || column.Count == 0 ? 0 : Allowance.Percent(0, column.Count),
        };
    }

    /// <summary>All values of a column with few, where they are known whole.</summary>
    private static IReadOnlyList<string> Values(ColumnProfile column)
    {
        var known = column.Top.Select(top => top.Value).ToArray();
        return column.Kind == ColumnKind.Category
            && column.Distinct is > 0 and <= FewValues && column.Distinct == known.Length
            && column.Top.Sum(top => top.Count) == column.Count && column.Top.All(top => top.MaxError == 0)
            && known.All(value => value.Length is > 0 and <= WholeValue && value.Trim() == value && !value.Any(IsDoubtful))
            ? [.. known.Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Counted, not estimated; and a column of measures is not a key only because no two are equal.</summary>
    private static bool IsUnique(ColumnProfile column, long rows) =>
        rows >= 20 && column.Missing == 0 && column.DistinctError == 0 && column.Distinct == rows
        && (column.Kind == ColumnKind.Text || Identifiers.HasName(column.Name));

    private static bool HasTimes(ColumnProfile column) =>
        column.Numbers is { } days && days.Quantiles.Select(quantile => quantile.Value).Append(days.Min).Append(days.Max)
            .Any(day => day != Math.Floor(day));

    /// <summary>What stands for bytes that could not be shown.</summary>
    private static bool IsDoubtful(char unit) => char.IsControl(unit) || unit is '\uFFFD' or '\u2400' or '…' || char.IsSurrogate(unit);
}
