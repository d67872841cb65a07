using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A column's kind, with the notation of its numbers.</summary>
internal readonly record struct InferredKind(ColumnKind Kind, bool DecimalComma = false);

/// <summary>Decides what a column holds, and names the cells that contradict it.</summary>
/// <remarks>
/// A column is of the kind that all of its cells have. Where at least 95 % of 20 or more cells are numbers (or dates), the others are
/// taken for mistakes and the file is refused, with each cell named; declaring the column a category in pipeline.yaml keeps it as text.
/// With fewer numbers than that it is text, with a warning from one half on. Digits with leading zeros are codes, never mistakes.
/// </remarks>
internal static class KindInference
{
    private const double Nearly = 0.95;
    private const int Enough = 20;
    private const int FewLevels = 50;
    private const int RowsPerLevel = 5;

    /// <summary>Distinct values from which a column of text is free text, not categories.</summary>
    public const int ManyLevels = 1_000;

    public static InferredKind Decide(ColumnInspector column, ProblemList problems)
    {
        var kind = column.Declared is { } declared ? Hold(column, declared, problems) : Infer(column, problems);
        if (kind.Kind == ColumnKind.Number)
        {
            column.NotFinite.Report(problems, ProblemCodes.NotFinite, column.Name, "a finite number, or an empty cell");
        }

        if (kind.DecimalComma)
        {
            problems.Warn(
                ProblemCodes.DecimalComma,
                $"Column '{column.Name}': {column.Commas} numbers are written with a decimal comma, and were read so.", null, column.Name,
                expected: "a decimal point", count: column.Commas);
        }

        return kind;
    }

    private static InferredKind Hold(ColumnInspector column, ColumnKind declared, ProblemList problems)
    {
        switch (declared)
        {
            case ColumnKind.Number:
                return HoldNumber(column, problems);
            case ColumnKind.Boolean:
                column.NotBoolean.Report(problems, ProblemCodes.NotABoolean, column.Name, "true or false (yes/no, 1/0)");
                return new InferredKind(declared);
            case ColumnKind.Date:
                column.NotDate.Report(problems, ProblemCodes.NotADate, column.Name, "a date such as 2024-05-31");
                return new InferredKind(declared);
            default:
                return new InferredKind(declared);
        }
    }

    private static InferredKind HoldNumber(ColumnInspector column, ProblemList problems)
    {
        var comma = column.Commas > 0 && column.Points == 0;
        if (comma && column.MaybeThousands == column.Commas)
        {
            problems.Error(
                ProblemCodes.AmbiguousComma,
                $"Column '{column.Name}': in {column.Commas} cells the comma may separate decimals or thousands.", null, column.Name,
                expected: "numbers with a decimal point and no thousands separator");
            return new InferredKind(ColumnKind.Number, DecimalComma: true);
        }

        (comma ? column.NotNumberNorComma : column.NotNumber).Report(problems, ProblemCodes.NotANumber, column.Name, "a number");
        return new InferredKind(ColumnKind.Number, comma);
    }

    private static InferredKind Infer(ColumnInspector column, ProblemList problems)
    {
        var present = column.Present;
        var numeric = column.Numbers + column.NotFinite.Count;
        if (present == 0)
        {
            return new InferredKind(ColumnKind.Category);
        }

        if (column.TrueFalse == present)
        {
            return new InferredKind(ColumnKind.Boolean);
        }

        if (column.Dates == present)
        {
            return new InferredKind(ColumnKind.Date);
        }

        if (column.Dates >= Nearly * present && present >= Enough)
        {
            return Hold(column, ColumnKind.Date, problems);
        }

        var comma = column.Commas > 0 && column.Points == 0;
        var alike = comma ? numeric + column.Commas : numeric;
        if (comma && alike >= Nearly * present && column.MaybeThousands == column.Commas)
        {
            problems.Warn(
                ProblemCodes.AmbiguousComma,
                $"Column '{column.Name}': in {column.Commas} cells the comma may separate decimals or thousands; it was read as text.",
                null, column.Name, expected: "numbers with a decimal point and no thousands separator", count: column.Commas);
            return Texts(column);
        }

        // "inf" alone makes no column of numbers.
        var nearlyAll = alike == present || (alike >= Nearly * present && present >= Enough);
        if (column.Codes == 0 && column.Numbers + column.Commas > 0 && nearlyAll)
        {
            return HoldNumber(column, problems);
        }

        if (column.Codes == 0 && alike < present && alike * 2 >= present)
        {
            var first = (comma ? column.NotNumberNorComma : column.NotNumber).First[0];
            problems.Warn(
                ProblemCodes.MixedTypes,
                $"Column '{column.Name}': {alike} of {present} cells are numbers, the others are not; it was read as text.", first.Row,
                column.Name, first.Seen, "cells of one kind", present - alike);
        }

        return Texts(column);
    }

    private static InferredKind Texts(ColumnInspector column)
    {
        var few = column.Distinct <= FewLevels || (!column.DistinctIsCut && column.Present >= (long)column.Distinct * RowsPerLevel);
        return new InferredKind(few ? ColumnKind.Category : ColumnKind.Text);
    }
}
