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

    private static readonly CellForm[] NotNumberNorComma = [CellForm.TrueFalse, CellForm.Date, CellForm.Text];
    private static readonly CellForm[] NotNumber = [.. NotNumberNorComma, CellForm.Comma, CellForm.CommaOrThousands];
    private static readonly CellForm[] NotDate = [.. NotNumber.Where(form => form != CellForm.Date), CellForm.Whole, CellForm.Decimal, CellForm.Code, CellForm.NotFinite];

    public static InferredKind Decide(ColumnWatch column, ProblemList problems)
    {
        var kind = column.Declared is { } declared ? Hold(column, declared, problems) : Infer(column, problems);
        if (kind.Kind == ColumnKind.Number)
        {
            Report(column, column.Forms[CellForm.NotFinite], ProblemCodes.NotFinite, "a finite number, or an empty cell", problems);
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

    private static InferredKind Hold(ColumnWatch column, ColumnKind declared, ProblemList problems)
    {
        switch (declared)
        {
            case ColumnKind.Number:
                return HoldNumber(column, problems);
            case ColumnKind.Boolean:
                Report(column, column.NotBoolean, ProblemCodes.NotABoolean, "true or false (yes/no, 1/0)", problems);
                return new InferredKind(declared);
            case ColumnKind.Date:
                Report(column, column.Forms.First(NotDate), ProblemCodes.NotADate, "a date such as 2024-05-31", problems);
                return new InferredKind(declared);
            default:
                // A contract's string may be one of few values, or any text.
                return column.IsHeld ? Texts(column) : new InferredKind(declared);
        }
    }

    private static InferredKind HoldNumber(ColumnWatch column, ProblemList problems)
    {
        var comma = column.Commas > 0 && column.Forms.Count(CellForm.Decimal) == 0;
        if (comma && column.Forms.Count(CellForm.CommaOrThousands) == column.Commas)
        {
            problems.Error(
                ProblemCodes.AmbiguousComma,
                $"Column '{column.Name}': in {column.Commas} cells the comma may separate decimals or thousands.", null, column.Name,
                expected: "numbers with a decimal point and no thousands separator");
            return new InferredKind(ColumnKind.Number, DecimalComma: true);
        }

        Report(column, column.Forms.First(comma ? NotNumberNorComma : NotNumber), ProblemCodes.NotANumber, "a number", problems);
        return new InferredKind(ColumnKind.Number, comma);
    }

    private static InferredKind Infer(ColumnWatch column, ProblemList problems)
    {
        var present = column.Forms.Present;
        var numeric = column.Numbers + column.Forms.Count(CellForm.NotFinite);
        if (present == 0)
        {
            return new InferredKind(ColumnKind.Category);
        }

        if (column.Forms.Count(CellForm.TrueFalse) == present)
        {
            return new InferredKind(ColumnKind.Boolean);
        }

        if (column.Forms.Count(CellForm.Date) == present)
        {
            return new InferredKind(ColumnKind.Date);
        }

        if (column.Forms.Count(CellForm.Date) >= Nearly * present && present >= Enough)
        {
            return Hold(column, ColumnKind.Date, problems);
        }

        var comma = column.Commas > 0 && column.Forms.Count(CellForm.Decimal) == 0;
        var alike = comma ? numeric + column.Commas : numeric;
        if (comma && alike >= Nearly * present && column.Forms.Count(CellForm.CommaOrThousands) == column.Commas)
        {
            problems.Warn(
                ProblemCodes.AmbiguousComma,
                $"Column '{column.Name}': in {column.Commas} cells the comma may separate decimals or thousands; it was read as text.",
                null, column.Name, expected: "numbers with a decimal point and no thousands separator", count: column.Commas);
            return Texts(column);
        }

        // "inf" alone makes no column of numbers.
        var nearlyAll = alike == present || (alike >= Nearly * present && present >= Enough);
        if (column.Forms.Count(CellForm.Code) == 0 && column.Numbers + column.Commas > 0 && nearlyAll)
        {
            return HoldNumber(column, problems);
        }

        if (column.Forms.Count(CellForm.Code) == 0 && alike < present && alike * 2 >= present)
        {
            var first = column.Forms.First(comma ? NotNumberNorComma : NotNumber).First[0];
            problems.Warn(
                ProblemCodes.MixedTypes,
                $"Column '{column.Name}': {alike} of {present} cells are numbers, the others are not; it was read as text.", first.Row,
                column.Name, first.Seen, "cells of one kind", present - alike);
        }

        return Texts(column);
    }

    private static void Report(ColumnWatch column, Sightings wrong, string code, string expected, ProblemList problems)
    {
        if (!column.IsHeld)
        {
            wrong.Report(problems, code, column.Name, expected);
        }
    }

    private static InferredKind Texts(ColumnWatch column)
    {
        var few = column.Distinct <= FewLevels || (!column.DistinctIsCut && column.Forms.Present >= column.Distinct * RowsPerLevel);
        return new InferredKind(few ? ColumnKind.Category : ColumnKind.Text);
    }
}
