using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads a dropped file into a table, or says everything that is wrong with it.</summary>
/// <remarks>Two passes: the first finds the structure, the kinds and the faults in bounded memory; the second fills the columns.</remarks>
public static class Dataset
{
    /// <param name="stream">From its position on; one that cannot seek is first copied into memory.</param>
    /// <param name="file">The name that problems carry; its ending says which format is meant.</param>
    /// <param name="spec">Declares kinds, and has the table judged for training too, by the errors of <see cref="TrainingReadiness"/>; null: inferred.</param>
    /// <param name="contract">What the file is held to; null: nothing was agreed.</param>
    /// <param name="environment">What the file is for, which tells the contract which columns may be absent.</param>
    public static ReadOutcome Read(
        Stream stream, string file, PipelineSpec? spec, DataContract? contract = null, DataEnvironment environment = DataEnvironment.Training)
    {
        var problems = new ProblemList(file);
        var source = Seekable(stream);
        var start = source.Position;
        using var first = DatasetFormat.Open(source, file, problems);
        if (first is null)
        {
            return new ReadOutcome.Faulty(problems.ToList());
        }

        var check = contract is null ? null : ContractCheck.For(contract, environment, file);
        var inspection = DatasetInspection.Of(first, DeclaredKinds.Of(spec), problems, check, new PersonalDataScan());
        var personal = PersonalDataJudgement.Of(inspection.Personal!, inspection.Names, contract, file, spec?.Target);
        problems.AddRange(personal.Problems);
        var aside = Apply(inspection.Verdict, first, problems);
        if (inspection.Names.Count == 0 || problems.HasStopped)
        {
            return With(new ReadOutcome.Faulty(problems.ToList()), inspection, personal);
        }

        source.Position = start;
        var columns = inspection.Names.Select((name, i) => new ColumnSchema(name, inspection.Kinds[i].Kind, 0, 0));
        var rows = inspection.Rows - aside.Except(first.LeftOut.Select(fault => fault.Row)).LongCount();
        var schema = new TableSchema(rows, first.Facts.Delimiter ?? ',', [.. columns])
        {
            Format = first.Facts.Format,
            SetAside = aside.Count == 0 ? null : aside,
        };
        using var second = DatasetFormat.OpenAs(source, schema, new ProblemList(file));
        var table = TableBuilder.Build(
            second, inspection.Names, inspection.Kinds, (int)rows, lenient: problems.HasErrors, aside.ToHashSet());
        if (first is CsvReader { FirstIsNameless: true })
        {
            ReportRowNames(table.Columns[0], problems);
        }

        Judge(table, spec, problems);
        return With(
            problems.HasErrors
                ? new ReadOutcome.Faulty(problems.ToList())
                : new ReadOutcome.Clean(table, SchemaOf(table, schema, inspection.Kinds), problems.ToList()),
            inspection, personal);
    }

    /// <summary>Reads a snapshot again as <see cref="Read"/> did: the same cells, kinds and codes.</summary>
    /// <exception cref="SnapshotMismatchException">The snapshot is not the one that the schema was made from.</exception>
    public static Table ReadAs(Stream snapshot, TableSchema schema)
    {
        var source = Seekable(snapshot);
        using var reader = DatasetFormat.OpenAs(source, schema, new ProblemList("the snapshot"));
        var names = schema.Columns.Select(column => column.Name).ToArray();
        var kinds = schema.Columns.Select(column => new InferredKind(column.Kind, column.DecimalComma)).ToArray();
        return TableBuilder.Build(reader, names, kinds, checked((int)schema.Rows), lenient: false, schema.SetAside?.ToHashSet());
    }

    private static ReadOutcome With(ReadOutcome outcome, DatasetInspection inspection, PersonalDataVerdict personal) => outcome with
    {
        Profile = inspection.Rows == 0 ? null : inspection.Profile,
        Verdict = inspection.Verdict,
        Personal = inspection.Personal,
        PersonalVerdict = personal,
    };

    /// <returns>The rows to leave out, ascending. What the reader said of those is no error any more.</returns>
    private static IReadOnlyList<long> Apply(ContractVerdict? verdict, RowReader reader, ProblemList problems)
    {
        problems.AddRange(verdict?.Problems ?? []);
        if (verdict is not ContractVerdict.RowsSetAside { Rows: var rows })
        {
            return [];
        }

        problems.SetAside(reader.LeftOut);
        return [.. rows.Select(row => row.Row)];
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

    private static TableSchema SchemaOf(Table table, TableSchema read, IReadOnlyList<InferredKind> kinds) => read with
    {
        Columns = [.. table.Columns.Select((column, i) => ColumnFacts.Schema(column, kinds[i].DecimalComma))],
    };
}
