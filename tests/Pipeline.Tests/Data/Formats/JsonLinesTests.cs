using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

public class JsonLinesTests
{
    [Fact]
    public void Keys_become_columns_in_the_order_in_which_they_appear()
    {
        var table = Clean("""
            {"a": 1.5, "b": "x"}

            {"b": "y", "c": true, "a": -2e3}
            {"c": null}
            """).Table;
        Assert.Equal(["a", "b", "c"], table.Columns.Select(column => column.Name));
        Assert.Equal([1.5, -2000, double.NaN], ((NumberColumn)table["a"]).Values);
        Assert.Equal(["x", "y", null], Texts(table["b"]));
        Assert.Equal([double.NaN, 1, double.NaN], ((NumberColumn)table["c"]).Values);
    }

    [Fact]
    public void A_key_that_comes_late_is_missing_before_and_the_snapshot_reads_the_same()
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => i < 15_000 ? $"{{\"a\":{i}}}\n" : $"{{\"z{i % 3}\":{i},\"a\":{i}}}\n"));
        var clean = Clean(lines);
        Assert.Equal(["a", "z0", "z1", "z2"], clean.Table.Columns.Select(column => column.Name));
        Assert.Equal(20_000, clean.Table.RowCount);
        var late = ((NumberColumn)clean.Table["z1"]).Values;
        Assert.Equal(Enumerable.Range(0, 20_000).Where(i => i >= 15_000 && i % 3 == 1), late.Where(double.IsFinite).Select(value => (int)value));
        Assert.True(double.IsNaN(late[0]));
        var again = Dataset.ReadAs(new MemoryStream(Encoding.UTF8.GetBytes(lines)), clean.Schema);
        Assert.Equal(late, ((NumberColumn)again["z1"]).Values);
    }

    [Fact]
    public void Escapes_are_resolved_even_where_the_row_is_read_twice()
    {
        var table = Clean("{\"a\":\"x\"}\n{\"a\":\"\\u00e4\\\"\\n\\\\\",\"neu\\u0065\":\"\\ud83d\\ude00\"}\n").Table;
        Assert.Equal(["x", "ä\"\n\\"], Texts(table["a"]));
        Assert.Equal([null, "😀"], Texts(table["neue"]));
    }

    [Fact]
    public void Texts_are_not_read_as_numbers_but_dates_are_dates()
    {
        var clean = Clean("{\"a\":\"12\",\"d\":\"2024-02-29\",\"n\":\"NA\",\"e\":\"\"}\n{\"a\":\"007\",\"d\":\"2024-03-01\",\"n\":\"x\",\"e\":\" y \"}\n");
        Assert.Equal(["12", "007"], Texts(clean.Table["a"]));
        Assert.Equal(ColumnKind.Date, clean.Table["d"].Kind);
        Assert.Equal(["NA", "x"], Texts(clean.Table["n"]));
        Assert.Equal([null, "y"], Texts(clean.Table["e"]));
        Assert.Contains(clean.Warnings, problem => problem is { Code: ProblemCodes.SpacesTrimmed, Column: "e", Row: 2 });
    }

    [Fact]
    public void Nested_values_are_text_with_one_warning_a_column()
    {
        var clean = Clean("{\"a\":{\"b\": [1]},\"n\":1}\n{\"a\":[1,{}],\"n\":2,\"m\":[]}\n");
        Assert.Equal(["{\"b\": [1]}", "[1,{}]"], Texts(clean.Table["a"]));
        var nested = clean.Warnings.Where(problem => problem.Code == ProblemCodes.JsonNested).ToArray();
        Assert.Equal([("a", 1L, 2L), ("m", 2L, 1L)], nested.Select(problem => (problem.Column!, problem.Row!.Value, problem.Count)));
    }

    [Fact]
    public void Every_fault_is_named_with_its_row_and_the_row_left_out()
    {
        var problems = Faults("{\"a\":1}\n{\"a\":\n\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":1} 7\n{\"a\":\"\\ud800\"}\n{\"a\":2}\n");
        Assert.Equal(
            [
                (ProblemCodes.JsonInvalid, 2L), (ProblemCodes.JsonNotAnObject, 3L), (ProblemCodes.JsonDuplicateKey, 4L),
                (ProblemCodes.JsonInvalid, 5L), (ProblemCodes.JsonInvalid, 6L),
            ],
            problems.Where(problem => problem.Severity == Severity.Error).Select(problem => (problem.Code, problem.Row!.Value)));
        Assert.Equal("{\"a\":1,\"a\":2}", problems[2].Seen);
    }

    [Fact]
    public void A_number_beyond_double_is_not_finite() =>
        Assert.Contains(
            Faults("{\"a\":1}\n{\"a\":1e400}\n{\"a\":" + new string('9', 500) + "}\n"),
            problem => problem is { Code: ProblemCodes.NotFinite, Row: 2, Column: "a" });

    [Fact]
    public void A_mark_and_bytes_that_are_not_utf8()
    {
        Assert.Equal(2, Clean("\uFEFF{\"a\":1}\r\n{\"a\":2}").Table.RowCount);
        Assert.Contains(Faults([.. "{\"a\":\""u8, 0xC3, .. "\"}\n{\"a\":1}\n"u8]), problem => problem is { Code: ProblemCodes.InvalidUtf8, Row: 1 });
    }

    [Fact]
    public void Too_many_keys_too_long_a_line_and_too_large_a_cell()
    {
        var keys = "{" + string.Join(',', Enumerable.Range(0, DataLimits.Columns + 1).Select(i => $"\"k{i}\":1")) + "}\n";
        Assert.Contains(Faults(keys), problem => problem.Code == ProblemCodes.TooManyColumns);
        var rows = string.Concat(Enumerable.Range(0, DataLimits.Columns + 1).Select(i => $"{{\"k{i}\":1}}\n"));
        Assert.Contains(Faults(rows), problem => problem.Code == ProblemCodes.TooManyColumns);
        Assert.Contains(Faults("{\"a\":\"" + new string('x', 17 << 20)), problem => problem.Code == ProblemCodes.RecordTooLarge);
        var cell = "{\"a\":\"" + new string('x', 2 << 20) + "\",\"b\":1}\n";
        var problem = Assert.Single(Faults(cell + cell), problem => problem.Code == ProblemCodes.CellTooLarge && problem.Row == 1);
        Assert.Equal("a", problem.Column);
    }

    [Fact]
    public void Long_and_short_lines_in_turn_read_as_they_are()
    {
        var random = new Random(1);
        var lengths = Enumerable.Range(0, 60).Select(_ => random.Next(3) == 0 ? random.Next(1 << 20) : random.Next(100)).ToArray();
        var lines = lengths.Select(length => "{" + string.Join(',', Enumerable.Range(0, 4).Select(i => $"\"k{i}\":\"{new string('x', length + 1)}\"")) + "}\n");
        var table = Clean(string.Concat(lines)).Table;
        Assert.Equal(lengths.Select(length => length + 1), Texts(table["k2"]).Select(text => text!.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public void A_file_without_an_object_is_empty(string text) =>
        Assert.Equal(ProblemCodes.EmptyFile, Assert.Single(Faults(text)).Code);

    private static ReadOutcome.Clean Clean(string text) =>
        Assert.IsType<ReadOutcome.Clean>(Dataset.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.jsonl", null));

    private static IReadOnlyList<Problem> Faults(string text) => Faults(Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<Problem> Faults(byte[] bytes) =>
        Assert.IsType<ReadOutcome.Faulty>(Dataset.Read(new MemoryStream(bytes), "test.jsonl", null)).Problems;

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.RowCount).Select(column.Text);
}
