using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class DatasetUnderContractTests
{
    private const string Columns = """
        - { name: id, logicalType: string, unique: true }
        - { name: n, logicalType: integer, logicalTypeOptions: { minimum: 0 } }
        - { name: day, logicalType: date }
        """;

    private const string Aside = "customProperties: [{ property: rejectLimit, value: 3 }]";

    [Fact]
    public void Rows_set_aside_are_not_in_the_table_and_the_snapshot_reads_the_same()
    {
        const string Csv = "id,n,day\nx1,1,2024-01-01\nx2,minus,2024-01-02\nx3,3\nx4,-4,2024-01-04\nx5,5,2024-01-05\n";
        var clean = Assert.IsType<ReadOutcome.Clean>(Read(Csv, Contracts.Table(Columns, Aside)));
        Assert.Equal([2L, 3L, 4L], clean.Schema.SetAside);
        Assert.Equal(2, clean.Schema.Rows);
        Assert.Equal([1, 5], ((NumberColumn)clean.Table["n"]).Values);
        Assert.Equal(["x1", "x5"], Texts(clean.Table["id"]));
        var aside = Assert.IsType<ContractVerdict.RowsSetAside>(clean.Verdict);
        Assert.Equal(["2 NOT_A_NUMBER", "3 RAGGED_ROW", "4 OUT_OF_RANGE"], aside.Rows.Select(row => $"{row.Row} {string.Join(' ', row.Codes)}"));
        Assert.All(clean.Warnings, warning => Assert.EndsWith("; the row is set aside.", warning.Message, StringComparison.Ordinal));
        Assert.Equal(3, clean.Warnings.Count);

        var again = Dataset.ReadAs(Bytes(Csv), clean.Schema);
        Assert.Equal(((NumberColumn)clean.Table["day"]).Values, ((NumberColumn)again["day"]).Values);
        Assert.Equal(["x1", "x5"], Texts(again["id"]));
    }

    [Fact]
    public void A_snapshot_in_which_a_set_aside_row_stands_elsewhere_is_refused()
    {
        var clean = Assert.IsType<ReadOutcome.Clean>(Read("id,n,day\nx1,1,2024-01-01\nx2,x,2024-01-02\n", Contracts.Table(Columns, Aside)));
        Assert.Throws<SnapshotMismatchException>(() =>
            Dataset.ReadAs(Bytes("id,n,day\nx2,x,2024-01-02\nx1,1,2024-01-01\n"), clean.Schema));
    }

    [Fact]
    public void A_cell_of_another_kind_than_agreed_is_named_once()
    {
        var faulty = Assert.IsType<ReadOutcome.Faulty>(Read("id,n,day\nx1,1,2024-01-01\nx2,two,2024-01-02\n", Contracts.Table(Columns)));
        var problem = Assert.Single(faulty.Problems);
        Assert.Equal((ProblemCodes.NotANumber, 2L, "n", "two"), (problem.Code, problem.Row, problem.Column, problem.Seen));
    }

    [Fact]
    public void A_kind_that_the_pipeline_states_comes_before_the_contracts()
    {
        var spec = Csv.Spec(target: "day") with { Features = new() { Types = new Dictionary<string, ColumnKind> { ["n"] = ColumnKind.Category } } };
        var clean = DatasetInspectionOf("id,n,day\nx1,1,2024-01-01\n", Contracts.Valid(Contracts.Table(Columns)), spec);
        Assert.Equal([ColumnKind.Category, ColumnKind.Category, ColumnKind.Date], clean.Kinds.Select(kind => kind.Kind));
    }

    [Fact]
    public void Keys_of_JSON_Lines_are_held_though_their_columns_come_up_late()
    {
        var contract = Contracts.Table(
            "- { name: a, logicalType: integer, primaryKey: true, primaryKeyPosition: 1 }\n- { name: b, logicalType: integer, primaryKey: true, primaryKeyPosition: 2 }");
        var faulty = Assert.IsType<ReadOutcome.Faulty>(Read(
            "{\"b\":1}\n{\"b\":1}\n{\"b\":2,\"a\":1}\n{\"a\":1,\"b\":2}\n{\"a\":2,\"b\":2}\n", contract, "test.jsonl"));
        Assert.Equal(
            ["1 MISSING_VALUE", "2 MISSING_VALUE", "4 DUPLICATE_KEY"],
            faulty.Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => $"{problem.Row} {problem.Code}"));
    }

    [Fact]
    public void The_label_may_be_absent_where_rows_are_scored()
    {
        var contract = Contracts.Table(
            "- name: a\n- { name: y, customProperties: [{ property: environments, value: [training] }] }");
        Assert.Contains(Assert.IsType<ReadOutcome.Faulty>(Read("a\n1\n", contract)).Problems, problem => problem.Column == "y");
        var scored = Dataset.Read(Bytes("a\n1\n"), "test.csv", null, Contracts.Valid(contract), DataEnvironment.Scoring);
        Assert.IsType<ReadOutcome.Clean>(scored);
    }

    private static ReadOutcome Read(string text, string contract, string file = "test.csv") =>
        Dataset.Read(Bytes(text), file, null, Contracts.Valid(contract));

    private static DatasetInspection DatasetInspectionOf(string text, DataContract contract, PipelineSpec spec)
    {
        var problems = new ProblemList("test.csv");
        using var reader = new CsvReader(Bytes(text), problems);
        return DatasetInspection.Of(
            reader, DeclaredKinds.Of(spec), problems, ContractCheck.For(contract, DataEnvironment.Training, "test.csv"));
    }

    private static IEnumerable<string?> Texts(Column column) =>
        Enumerable.Range(0, ((CategoryColumn)column).Codes.Length).Select(column.Text);

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
