using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class CsvFaultTests
{
    [Theory]
    [InlineData("", ProblemCodes.EmptyFile)]
    [InlineData("\n\n\r\n", ProblemCodes.EmptyFile)]
    [InlineData("\uFEFF", ProblemCodes.EmptyFile)]
    [InlineData("a,b\n", ProblemCodes.HeaderOnly)]
    [InlineData("a,b", ProblemCodes.HeaderOnly)]
    [InlineData("a,a\n1,2\n", ProblemCodes.DuplicateHeader)]
    [InlineData("a,\n1,2\n", ProblemCodes.EmptyHeader)]
    [InlineData(",a\n1,2\n", ProblemCodes.EmptyHeader)]
    [InlineData("a,b\n1\n", ProblemCodes.RaggedRow)]
    [InlineData("a,b\n1,2,3\n", ProblemCodes.RaggedRow)]
    [InlineData("a,b\n1,\"x\n", ProblemCodes.UnclosedQuote)]
    [InlineData("a,\"b\n1,2\n", ProblemCodes.UnclosedQuote)]
    [InlineData("a,b\n1,\"x\"y\n", ProblemCodes.TextAfterQuote)]
    [InlineData("a,b\n1,x\0y\n", ProblemCodes.NulByte)]
    [InlineData("a,b\n1,2\n1e400,3\n", ProblemCodes.NotFinite)]
    [InlineData("a,b\n1,2\n-Inf,3\n", ProblemCodes.NotFinite)]
    public void A_broken_file_is_named(string text, string code)
    {
        var problem = Assert.Single(Csv.Problems(text), problem => problem.Severity == Severity.Error);
        Assert.Equal(code, problem.Code);
        Assert.Equal("test.csv", problem.File);
    }

    [Fact]
    public void A_ragged_row_says_its_row_and_both_counts()
    {
        var problem = Assert.Single(Csv.Problems("a,b\n1,2\n\n1,2,3\n"));
        Assert.Equal((2, "3 cells", "2 cells"), (problem.Row, problem.Seen, problem.Expected));
    }

    [Fact]
    public void Invalid_utf8_says_the_row_the_column_and_the_first_byte()
    {
        byte[] bytes = [.. "a,b\n1,x\n2,"u8, 0xE9, 0xFF, .. "\n3,z\n"u8];
        var problem = Assert.Single(Assert.IsType<ReadOutcome.Faulty>(Csv.Read(bytes)).Problems);
        Assert.Equal((ProblemCodes.InvalidUtf8, 2, "b"), (problem.Code, problem.Row, problem.Column));
        Assert.Contains("byte 10", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "PNG")]
    [InlineData("UEsDBBQAAAAIAA==", "ZIP")]
    [InlineData("YQAsAGIACgAxACwAMgAKADMALAA0AAoA", "binary")]
    public void A_file_that_is_no_text_is_named_for_what_it_is(string base64, string what)
    {
        var problem = Assert.Single(Assert.IsType<ReadOutcome.Faulty>(Csv.Read(Convert.FromBase64String(base64))).Problems);
        Assert.Equal(ProblemCodes.NotText, problem.Code);
        Assert.Contains(what, problem.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Utf_16_with_its_mark_is_read(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("name,n\nÅsa,1\n日本,2\n")];
        var clean = Assert.IsType<ReadOutcome.Clean>(Csv.Read(bytes));
        Assert.Equal(["Åsa", "日本"], [clean.Table["name"].Text(0), clean.Table["name"].Text(1)]);
    }

    [Fact]
    public void A_few_words_in_a_column_of_numbers_are_each_named()
    {
        var problems = Csv.Problems(Csv.Rows("n,y", 100, i => $"{(i is 7 or 50 ? "oops" : i)},x"));
        Assert.Equal([7L, 50L], problems.Where(problem => problem.Code == ProblemCodes.NotANumber).Select(problem => problem.Row!.Value));
        Assert.All(
            problems.Where(problem => problem.Code == ProblemCodes.NotANumber),
            problem => Assert.Equal(("oops", "a number", "n"), (problem.Seen, problem.Expected, problem.Column)));
    }

    [Fact]
    public void A_column_declared_a_category_may_hold_both()
    {
        var spec = Csv.Spec() with { Features = new FeatureSpec { Types = new Dictionary<string, ColumnKind> { ["n"] = ColumnKind.Category } } };
        var clean = Csv.Clean(
            Csv.Rows("n,m,y", 100, i => $"{(i == 7 ? "seven" : i % 30)},{i * i % 17},{(i % 2 == 0 ? "yes" : "no")}"), spec);
        Assert.Equal(ColumnKind.Category, clean.Table["n"].Kind);
    }

    [Fact]
    public void Codes_of_letters_and_digits_are_honest_text()
    {
        var clean = Csv.Clean(
            Csv.Rows("code,zip,y", 100, i => $"{(i % 3 == 0 ? $"A{i % 9}" : i % 9)},{(i == 4 ? "01234" : 10000 + i % 20)},x{i % 2}"));
        Assert.Equal(ColumnKind.Category, clean.Table["code"].Kind);
        Assert.Equal(ColumnKind.Category, clean.Table["zip"].Kind);
        Assert.Equal(ProblemCodes.MixedTypes, Assert.Single(clean.Warnings, problem => problem.Column == "code").Code);
    }

    [Fact]
    public void A_declared_kind_holds_every_cell()
    {
        var spec = Csv.Spec() with
        {
            Features = new FeatureSpec
            {
                Types = new Dictionary<string, ColumnKind> { ["n"] = ColumnKind.Number, ["b"] = ColumnKind.Boolean, ["d"] = ColumnKind.Date },
            },
        };
        var problems = Csv.Problems("n,b,d,y\n1,yes,2024-01-01,yes\nx,maybe,1/2/24,no\n", spec);
        Assert.Equal((2, "x", "n"), Place(problems, ProblemCodes.NotANumber));
        Assert.Equal((2, "maybe", "b"), Place(problems, ProblemCodes.NotABoolean));
        Assert.Equal((2, "1/2/24", "d"), Place(problems, ProblemCodes.NotADate));
    }

    [Fact]
    public void Too_many_columns_and_too_large_a_cell_end_the_reading()
    {
        Assert.Equal(
            ProblemCodes.TooManyColumns,
            Assert.Single(Csv.Problems(string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"c{i}")) + "\n")).Code);
        Assert.Contains(
            Csv.Problems($"a,b\n1,{new string('x', 2_000_000)}\n"),
            problem => problem is { Code: ProblemCodes.CellTooLarge, Row: 1, Column: "b" });
        Assert.Equal(ProblemCodes.RecordTooLarge, Assert.Single(Csv.Problems($"a,b\n1,\"{new string('x', 20_000_000)}\n")).Code);
    }

    [Fact]
    public void A_header_of_a_million_columns_is_refused_without_effort() =>
        Assert.Equal(ProblemCodes.TooManyColumns, Assert.Single(Csv.Problems(new string(',', 999_999) + "\n" + new string(',', 999_999))).Code);

    [Fact]
    public void A_row_of_a_million_cells_is_ragged() =>
        Assert.Equal("1000000 cells", Assert.Single(Csv.Problems($"a,b\n1,2\n{new string(',', 999_999)}\n3,4\n")).Seen);

    [Fact]
    public void Reading_goes_on_after_text_that_follows_a_closing_quote()
    {
        var problems = Csv.Problems("a,b\n1,\"x\"y\n\"p\"q,2\n3\n4,\"z\n");
        Assert.Equal(
            [(ProblemCodes.TextAfterQuote, 1, "b"), (ProblemCodes.TextAfterQuote, 2, "a"), (ProblemCodes.RaggedRow, 3, null), (ProblemCodes.UnclosedQuote, 4, "b")],
            problems.Select(problem => (problem.Code, (int)problem.Row!, problem.Column)));
    }

    [Fact]
    public void Of_a_thousand_faults_twenty_are_given_and_the_others_counted()
    {
        var problems = Csv.Problems(Csv.Rows("a,b", 1_000, i => $"{i}"));
        Assert.Equal(21, problems.Count);
        Assert.Equal(1_000, problems.Sum(problem => problem.Count));
        Assert.Equal(980, problems.Single(problem => problem.Row is null).Count);
    }

    [Fact]
    public void Copies_constants_and_empty_columns_are_warnings()
    {
        var clean = Csv.Clean("a,b,c,y\n1,k,,x\n2,k,,y\n1,k,,x\n");
        Assert.Equal(
            [ProblemCodes.AllMissing, ProblemCodes.ConstantColumn, ProblemCodes.DuplicateRows],
            clean.Warnings.Select(problem => problem.Code).Order());
        Assert.All(clean.Warnings, problem => Assert.Equal(Severity.Warning, problem.Severity));
    }

    [Fact]
    public void Ten_faults_in_one_file_are_ten_named_faults()
    {
        var spec = Csv.Spec() with
        {
            Protected = [new ProtectedAttribute { Column = "sex" }, new ProtectedAttribute { Column = "age", Bins = [30] }],
            Features = new FeatureSpec { Types = new Dictionary<string, ColumnKind> { ["since"] = ColumnKind.Date } },
        };
        var text = new StringBuilder("age,income,since,income,,rate,y\n");
        for (var i = 1; i <= 40; i++)
        {
            var age = i == 3 ? "old" : $"{20 + i}";
            var since = i == 5 ? "yesterday" : "2024-01-01";
            var rate = i == 7 ? "1e400" : $"0.{i}";
            var label = i == 9 ? "" : "no";
            text.Append(
                i == 11 ? "1,2,3\n" : i == 13 ? $"{age},1,{since},2,caf\0e,{rate},{label}\n" : $"{age},{i},{since},{i},x{i % 3},{rate},{label}\n");
        }

        text.Append("21,1,2024-01-01,1,\"never closed,0.5,no\n");
        var problems = Csv.Problems(text.ToString(), spec);
        var codes = problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code).ToHashSet();
        Assert.Equal(
            new HashSet<string>
            {
                ProblemCodes.DuplicateHeader, ProblemCodes.EmptyHeader, ProblemCodes.NotANumber, ProblemCodes.NotADate, ProblemCodes.NotFinite,
                ProblemCodes.TargetMissingInRow, ProblemCodes.RaggedRow, ProblemCodes.NulByte, ProblemCodes.UnclosedQuote, ProblemCodes.MissingColumn,
                ProblemCodes.OneClass, ProblemCodes.PositiveNotFound, ProblemCodes.TooFewRows,
            },
            codes);
        Assert.Equal((3, "old", "age"), Place(problems, ProblemCodes.NotANumber));
        Assert.Equal((9, "", "y"), Place(problems, ProblemCodes.TargetMissingInRow));
        Assert.Equal((11, "3 cells", null), Place(problems, ProblemCodes.RaggedRow));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
    }

    private static (long? Row, string? Seen, string? Column) Place(IReadOnlyList<Problem> problems, string code)
    {
        var problem = problems.First(problem => problem.Code == code);
        return (problem.Row, problem.Seen, problem.Column);
    }
}
