using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads a dropped CSV file into a table, or says everything that is wrong with it.</summary>
/// <remarks>Two passes: the first finds the structure, the kinds and the faults in bounded memory; the second fills the columns.</remarks>
public static class CsvTable
{
    private const int Head = 1 << 16;

    /// <param name="stream">From its position on; one that cannot seek is first copied into memory.</param>
    /// <param name="file">The name that problems carry.</param>
    /// <param name="spec">Declares kinds, and has the table judged for training too, by the errors of <see cref="TrainingReadiness"/>; null: inferred.</param>
    public static ReadOutcome Read(Stream stream, string file, PipelineSpec? spec)
    {
        var problems = new ProblemList(file);
        var source = Seekable(stream);
        var start = source.Position;
        if (!TryDetect(source, problems, out var delimiter))
        {
            return new ReadOutcome.Faulty(problems.ToList());
        }

        source.Position = start;
        var first = CsvRecords.Open(source, delimiter);
        var inspection = CsvInspection.Of(first, DeclaredKinds.Of(spec), problems);
        var kinds = inspection.Columns.Select(column => KindInference.Decide(column, problems)).ToArray();
        ReportTrims(inspection, problems);
        if (inspection.Columns.Count == 0 || !inspection.Fits)
        {
            return new ReadOutcome.Faulty(problems.ToList());
        }

        source.Position = start;
        var second = CsvRecords.Open(source, delimiter);
        var table = TableBuilder.Build(second, inspection.Names, kinds, (int)inspection.Rows, lenient: problems.HasErrors);
        if (inspection.FirstIsNameless)
        {
            ReportRowNames(table.Columns[0], problems);
        }

        Judge(table, spec, problems);
        return problems.HasErrors
            ? new ReadOutcome.Faulty(problems.ToList())
            : new ReadOutcome.Clean(table, SchemaOf(table, delimiter, kinds), problems.ToList());
    }

    /// <summary>Reads a snapshot again as <see cref="Read"/> did: the same cells, kinds and codes.</summary>
    /// <exception cref="SnapshotMismatchException">The snapshot is not the one that the schema was made from.</exception>
    public static Table ReadAs(Stream snapshot, TableSchema schema)
    {
        var records = CsvRecords.Open(snapshot, schema.Delimiter);
        var names = schema.Columns.Select(column => column.Name).ToArray();
        var kinds = schema.Columns.Select(column => new InferredKind(column.Kind, column.DecimalComma)).ToArray();
        return TableBuilder.Build(records, names, kinds, checked((int)schema.Rows), lenient: false);
    }

    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek)
        {
            return stream;
        }

        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private static bool TryDetect(Stream source, ProblemList problems, out char delimiter)
    {
        var head = new byte[Head];
        var length = source.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        delimiter = ',';
        if (FileSignature.Recognise(head.AsSpan(0, length)) is { } what)
        {
            problems.Error(ProblemCodes.NotText, $"The file is {what}, not CSV.", seen: what, expected: "CSV in UTF-8");
            return false;
        }

        // A character takes a byte at least, and one read takes in one block of the decoder.
        var characters = new char[Head];
        delimiter = DelimiterDetection.Detect(characters.AsSpan(0, new Utf8Text(new MemoryStream(head, 0, length)).Read(characters)));
        return true;
    }

    private static void ReportTrims(CsvInspection inspection, ProblemList problems)
    {
        foreach (var column in inspection.Columns)
        {
            if (column.Spaced.Count > 0)
            {
                var (row, seen) = column.Spaced.First[0];
                problems.Warn(
                    ProblemCodes.SpacesTrimmed,
                    $"Column '{column.Name}': {column.Spaced.Count} cells begin or end with white space, which was left out.", row,
                    column.Name, seen, "no white space around a value", column.Spaced.Count);
            }

            if (column.Nan.Count > 0)
            {
                var (row, seen) = column.Nan.First[0];
                problems.Warn(
                    ProblemCodes.NanAsMissing, $"Column '{column.Name}': {column.Nan.Count} cells are NaN, and were taken as missing.", row,
                    column.Name, seen, "an empty cell", column.Nan.Count);
            }
        }
    }

    /// <summary>Row names are no fault, any other column without a name is.</summary>
    private static void ReportRowNames(Column column, ProblemList problems)
    {
        if (Identifiers.Recognise(column) is not null)
        {
            problems.Warn(
                ProblemCodes.EmptyHeader, $"Column 1 has no name and another value in each row: it is taken for the names of the rows.", 0,
                column.Name, "", "a name");
        }
        else
        {
            problems.Error(ProblemCodes.EmptyHeader, "Column 1 has no name.", 0, null, "", "a name");
        }
    }

    private static void Judge(Table table, PipelineSpec? spec, ProblemList problems)
    {
        if (table.RowCount == 0)
        {
            return;
        }

        problems.AddRange(TableWarnings.Of(table, spec, problems.File));
        if (spec is not null)
        {
            problems.AddRange(TrainingReadiness.Check(spec, table, problems.File).Where(problem => problem.Severity == Severity.Error));
        }
    }

    private static TableSchema SchemaOf(Table table, char delimiter, InferredKind[] kinds) =>
        new(table.RowCount, delimiter, [.. table.Columns.Select((column, i) => ColumnFacts.Schema(column, kinds[i].DecimalComma))]);
}
