using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Chooses the columns to learn from: every column is listed, with the reason. The target's values are not looked at.</summary>
public static class FeatureSelection
{
    /// <returns>One choice a column, in the table's order, and then one a derived feature that can be computed.</returns>
    public static IReadOnlyList<FeatureChoice> Choose(PipelineSpec spec, Table table) =>
    [
        .. table.Columns.Select(column => Choose(spec, column)),
        .. DerivedColumns.Of(spec, table).Select(Choose),
    ];

    /// <summary>The columns that are features, derived ones with their values.</summary>
    public static IReadOnlyList<Column> Columns(PipelineSpec spec, Table table)
    {
        var derived = DerivedColumns.Of(spec, table);
        return [.. table.Columns.Where(column => Choose(spec, column).Used), .. derived.Where(column => Choose(column).Used)];
    }

    private static FeatureChoice Choose(PipelineSpec spec, Column column)
    {
        var shield = spec.Protected.FirstOrDefault(attribute => attribute.Column == column.Name);
        var wanted = IsWanted(spec, column.Name);
        if (column.Name == spec.Target)
        {
            return No(column, "the target");
        }

        if (shield is { AsFeature: false })
        {
            return No(column, "protected: measured, not learned from");
        }

        if (!wanted && spec.Split.Method == SplitMethod.Group && column.Name == spec.Split.Column)
        {
            return No(column, "rows are split by it: a new group is never known");
        }

        if (spec.Features.Exclude.Contains(column.Name))
        {
            return No(column, "excluded by features.exclude");
        }

        if (spec.Features.Include.Count > 0 && !spec.Features.Include.Contains(column.Name))
        {
            return No(column, "not in features.include");
        }

        var text = wanted ? null : TextOf(column);
        return Unusable(column) is { } why ? No(column, why)
            : text is { Use: TextUse.Words } ? new FeatureChoice(column.Name, true, text.Why)
            : !wanted && Identifiers.Recognise(column) is { } identifier ? No(column, identifier)
            : !wanted && IsMasked(column) ? No(column, "masked: groups can be compared by it; a model would be asked with values unseen")
            : text is not null ? new FeatureChoice(column.Name, text.Use != TextUse.None, text.Why)
            : new FeatureChoice(column.Name, true, Reason(spec, column, shield is not null));
    }

    /// <summary>Of a derived feature.</summary>
    private static FeatureChoice Choose(Column derived) =>
        Unusable(derived) is { } why ? No(derived, why) : new FeatureChoice(derived.Name, true, "derived by features.derive");

    /// <summary>Asked for by name: what looks like an identifier, or like text that tells nothing, is used all the same.</summary>
    public static bool IsWanted(PipelineSpec spec, string column) =>
        spec.Features.Include.Contains(column) || spec.Features.Types.GetValueOrDefault(column, ColumnKind.Number) == ColumnKind.Text;

    private static string Reason(PipelineSpec spec, Column column, bool shielded) =>
        shielded ? "protected, and a feature by asFeature"
        : spec.Features.Include.Contains(column.Name) ? "in features.include"
        : column.Kind == ColumnKind.Text ? "text by features.types"
        : $"{column.Kind.ToString().ToLowerInvariant()} column";

    private static FeatureChoice No(Column column, string why) => new(column.Name, false, why);

    /// <summary>Why nothing can be learned from a column, even where it is asked for; null where it can.</summary>
    internal static string? Unusable(Column column) =>
        !IsConstant(column, out var missing) ? null : missing ? "no value in any row" : "the same value in every row";

    private static TextShape? TextOf(Column column) => column is CategoryColumn { Kind: ColumnKind.Text } text ? TextShape.Of(text) : null;

    private static bool IsMasked(Column column) =>
        column is CategoryColumn { Levels.Length: > 0 } category && category.Levels.All(Masking.IsToken);

    /// <summary>True where no two rows differ; a column of one value and missing cells is not constant, for it tells the two apart.</summary>
    internal static bool IsConstant(Column column, out bool missing)
    {
        var absent = column.MissingCount();
        missing = absent == column.RowCount;
        return missing || (absent == 0 && column switch
        {
            NumberColumn numbers => numbers.Values.All(value => value == numbers.Values[0]),
            CategoryColumn categories => categories.Codes.All(code => code == categories.Codes[0]),
            _ => false,
        });
    }
}
