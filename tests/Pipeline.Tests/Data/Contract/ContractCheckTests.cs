using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class ContractCheckTests
{
    private const string Loans = """
        - { name: id, logicalType: integer, primaryKey: true }
        - { name: age, logicalType: integer, required: true, logicalTypeOptions: { minimum: 18, maximum: 120 } }
        - { name: income, logicalType: number, logicalTypeOptions: { exclusiveMinimum: 0, multipleOf: 0.5 } }
        - { name: opened, logicalType: date, logicalTypeOptions: { minimum: '2020-01-01' } }
        - { name: owner, logicalType: boolean }
        - name: home
          logicalType: string
          quality: [{ metric: invalidValues, arguments: { validValues: [rent, own] }, mustBe: 0 }]
        - { name: code, logicalType: string, unique: true, logicalTypeOptions: { minLength: 2, maxLength: 4, pattern: '^[A-Z]+$' } }
        - name: mail
          logicalType: string
          classification: personal
          logicalTypeOptions: { pattern: '@' }
          customProperties: [{ property: personalData, value: allow }]
        """;

    [Fact]
    public void A_file_with_twenty_faults_gives_twenty_entries_each_with_row_column_code_seen_and_expected()
    {
        var csv = """
            id,age,income,opened,owner,home,code,mail
            1,30,100,2024-01-01,true,rent,AB,a@example.org
            2,17,100,2024-01-01,true,rent,AC,b@example.org
            3,121,100,2024-01-01,no,rent,AD,c@example.org
            4,,100,2024-01-01,true,own,AE,d@example.org
            5,NaN,100,2024-01-01,true,own,AF,e@example.org
            6,30.5,100,2024-01-01,true,own,AG,f@example.org
            7,old,100,2024-01-01,true,own,AH,g@example.org
            8,30,0,2024-01-01,true,own,AI,h@example.org
            9,30,inf,2024-01-01,true,own,AJ,i@example.org
            10,30,99.25,2024-01-01,true,own,AK,j@example.org
            11,30,100,31.05.2024,true,own,AL,k@example.org
            12,30,100,2019-12-31,true,own,AM,l@example.org
            13,30,100,2024-01-01,perhaps,own,AN,m@example.org
            14,30,100,2024-01-01,true,igloo,AO,n@example.org
            15,30,100,2024-01-01,true,own,A,o@example.org
            16,30,100,2024-01-01,true,own,ABCDE,p@example.org
            17,30,100,2024-01-01,true,own,A9,q@example.org
            18,30,100,2024-01-01,true,own,AB,r@example.org
            7,30,100,2024-01-01,true,own,AP,s@example.org
            20,30,100,2024-01-01,true,own,AQ,jane.doe
            20,30,100,2024-01-01,true,own,AR,u@example.org
            """;
        Assert.Equal(
            [
                "2 age OUT_OF_RANGE 17 / 18 to 120",
                "3 age OUT_OF_RANGE 121 / 18 to 120",
                "4 age MISSING_VALUE  / a value",
                "5 age NAN_VALUE NaN / a value",
                "6 age NOT_WHOLE 30.5 / a whole number",
                "7 age NOT_A_NUMBER old / a number",
                "8 income OUT_OF_RANGE 0 / above 0",
                "9 income NOT_FINITE inf / a finite number, or an empty cell",
                "10 income NOT_A_MULTIPLE 99.25 / a multiple of 0.5",
                "11 opened NOT_A_DATE 31.05.2024 / a date such as 2024-05-31",
                "12 opened OUT_OF_RANGE 2019-12-31 / at least 2020-01-01",
                "13 owner NOT_A_BOOLEAN perhaps / true or false (yes/no, 1/0)",
                "14 home UNEXPECTED_VALUE igloo / one of rent, own",
                "15 code TOO_SHORT A / 2 or more characters",
                "16 code TOO_LONG ABCDE / at most 4 characters",
                "17 code PATTERN_MISMATCH A9 / the pattern ^[A-Z]+$",
                "18 code DUPLICATE_VALUE AB / a value that stands in no earlier row",
                "19 id DUPLICATE_KEY 7 / a value that stands in no earlier row",
                "20 mail PATTERN_MISMATCH j… (8 characters) / the pattern @",
                "21 id DUPLICATE_KEY 20 / a value that stands in no earlier row",
            ],
            ContractRun.Rows(Assert.IsType<ContractVerdict.Broken>(ContractRun.Check(Contracts.Table(Loans), csv))));
        var read = Assert.IsType<ReadOutcome.Faulty>(
            Dataset.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "test.csv", null, Contracts.Valid(Contracts.Table(Loans))));
        Assert.Equal(20, read.Problems.Count(problem => problem.Severity == Severity.Error));
    }

    [Fact]
    public void Columns_that_are_missing_or_new_are_named_with_the_nearest()
    {
        var verdict = ContractRun.Check(Contracts.Table("- name: age\n- { name: income, physicalName: INCOME }"), "Age,INCOME\n1,2\n");
        Assert.Equal(["MISSING_COLUMN_IN_FILE", "NEW_COLUMN"], ContractRun.Codes(verdict).Order());
        Assert.EndsWith("Is it 'Age'?", verdict.Problems[0].Message, StringComparison.Ordinal);
        var open = Contracts.Table("- name: age", "customProperties: [{ property: allowNewColumns, value: true }]");
        Assert.Equal(Severity.Warning, Assert.Single(Assert.IsType<ContractVerdict.Met>(ContractRun.Check(open, "age,x\n1,2\n")).Problems)
            .Severity);
    }

    [Fact]
    public void The_label_may_be_absent_or_empty_where_rows_are_scored()
    {
        var contract = Contracts.Table(
            "- name: age\n- { name: bad, required: true, customProperties: [{ property: environments, value: [training] }] }");
        Assert.Equal(["MISSING_COLUMN_IN_FILE"], ContractRun.Codes(ContractRun.Check(contract, "age\n1\n")));
        Assert.Equal(["MISSING_VALUE"], ContractRun.Codes(ContractRun.Check(contract, "age,bad\n1,\n")));
        Assert.Empty(ContractRun.Check(contract, "age\n1\n", DataEnvironment.Scoring).Problems);
        Assert.Empty(ContractRun.Check(contract, "age,bad\n1,\n", DataEnvironment.Scoring).Problems);
        Assert.IsType<ContractVerdict.Met>(ContractRun.Check(contract, "age,new\n1,2\n", DataEnvironment.Scoring));
    }

    [Theory]
    [InlineData("{ metric: nullValues, mustBeLessThan: 25, unit: percent }", "LOW_FRACTION_PRESENT", "25 %", "less than 25 %")]
    [InlineData("{ metric: nullValues, mustBeLessOrEqualTo: 25, unit: percent }", null, null, null)]
    [InlineData("{ metric: missingValues, mustBeLessOrEqualTo: 1, arguments: { missingValues: [none] } }", "LOW_FRACTION_PRESENT", "2 rows", "at most 1 rows")]
    [InlineData("{ metric: nullValues, mustBeGreaterThan: 1 }", "RULE_BROKEN", "1 rows", "more than 1 rows")]
    [InlineData("{ metric: nullValues, mustNotBe: 1 }", "RULE_BROKEN", "1 rows", "not 1 rows")]
    [InlineData("{ metric: duplicateValues, mustBeBetween: [0, 0] }", "DUPLICATE_VALUE", "a", "a value that stands in no earlier row")]
    [InlineData("{ metric: duplicateValues, mustBeLessThan: 10, unit: percent }", "TOO_MANY_DUPLICATES", "25 %", "less than 10 %")]
    [InlineData("{ metric: duplicateValues, mustBeLessThan: 2 }", null, null, null)]
    [InlineData("{ metric: invalidValues, mustBeLessOrEqualTo: 1, arguments: { validValues: [b] } }", "TOO_MANY_INVALID", "3 rows", "at most 1 rows")]
    public void A_rule_counts_and_compares(string rule, string? code, string? seen, string? expected)
    {
        var verdict = ContractRun.Check(Contracts.Table($"- name: c\n  quality: [{rule}]\n- name: d"), "c,d\na,1\nnone,2\n,3\na,4\n");
        var first = verdict.Problems.FirstOrDefault(problem => problem.Code == code);
        Assert.Equal(code is null, verdict is ContractVerdict.Met);
        Assert.Equal((code, seen, expected), (first?.Code, first?.Seen, first?.Expected));
    }

    [Fact]
    public void A_rule_that_only_warns_rejects_nothing()
    {
        var contract = Contracts.Table("- name: c\n  quality: [{ metric: nullValues, mustBe: 0, severity: warning }]\n- name: d");
        var problems = Assert.IsType<ContractVerdict.Met>(ContractRun.Check(contract, "c,d\n,1\n")).Problems;
        Assert.Equal(["LOW_FRACTION_PRESENT", "MISSING_VALUE"], problems.Select(problem => problem.Code).Order());
        Assert.All(problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
    }

    [Theory]
    [InlineData("mustBeGreaterOrEqualTo: 3", "ROW_COUNT_LOW")]
    [InlineData("mustBeLessThan: 2", "ROW_COUNT_HIGH")]
    [InlineData("mustBe: 3", "ROW_COUNT_LOW")]
    [InlineData("mustNotBe: 2", "RULE_BROKEN")]
    [InlineData("mustBeBetween: [1, 2]", null)]
    public void Rows_are_counted(string bound, string? code) =>
        Assert.Equal(
            code is null ? [] : [code],
            ContractRun.Codes(ContractRun.Check(Contracts.Table("- name: c", $"quality: [{{ metric: rowCount, {bound} }}]"), "c\n1\n2\n")));

    [Fact]
    public void A_key_of_several_columns_is_one()
    {
        const string Properties = "- { name: a, primaryKey: true }\n- { name: b, primaryKey: true, primaryKeyPosition: 2, classification: restricted }\n- name: c";
        var verdict = ContractRun.Check(Contracts.Table(Properties), "a,b,c\n1,x1,1\n1,y1,1\n2,x1,1\n1,y1,2\n,x,1\n,x,1\n");
        Assert.Equal(
            [
                "4 a + b DUPLICATE_KEY 1 + … (2 characters) / values that stand together in no earlier row",
                "5 a MISSING_VALUE  / a value",
                "6 a MISSING_VALUE  / a value",
            ],
            ContractRun.Rows(verdict));
        var rule = Contracts.Table("- name: a\n- name: b", "quality: [{ metric: duplicateValues, mustBeLessThan: 2, arguments: { properties: [a, b] } }]");
        Assert.IsType<ContractVerdict.Met>(ContractRun.Check(rule, "a,b\n1,1\n1,1\n"));
        Assert.Contains("TOO_MANY_DUPLICATES", ContractRun.Codes(ContractRun.Check(rule, "a,b\n1,1\n1,1\n1,1\n")));
    }

    [Fact]
    public void Long_numbers_that_a_double_cannot_tell_apart_are_different_keys()
    {
        foreach (var type in new[] { "integer", "string" })
        {
            var contract = Contracts.Table($"- {{ name: id, logicalType: {type}, unique: true }}\n- name: x");
            Assert.Empty(ContractRun.Check(contract, "id,x\n9007199254740992,1\n9007199254740993,1\n").Problems);
        }
    }

    [Fact]
    public void Numbers_are_equal_by_value_and_texts_by_spelling()
    {
        Assert.Single(ContractRun.Check(Contracts.Table("- { name: id, logicalType: number, unique: true }"), "id\n1\n1.0\n").Problems);
        Assert.Empty(ContractRun.Check(Contracts.Table("- { name: id, logicalType: string, unique: true }"), "id\n1\n1.0\n").Problems);
        const string Valid = "quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [1, 2] } }]";
        Assert.Empty(ContractRun.Check(Contracts.Table($"- {{ name: v, logicalType: number, {Valid} }}"), "v\n1.0\n2e0\n").Problems);
        Assert.Equal(2, ContractRun.Check(Contracts.Table($"- {{ name: v, logicalType: string, {Valid} }}"), "v\n1.0\n2e0\n2\n").Problems
            .Count);
    }

    [Fact]
    public void Decimal_commas_are_numbers_where_no_number_has_a_point()
    {
        var contract = Contracts.Table("- { name: v, logicalType: number, logicalTypeOptions: { maximum: 2 } }");
        Assert.Equal(["OUT_OF_RANGE"], ContractRun.Codes(ContractRun.Check(contract, "v\n\"1,5\"\n\"2,5\"\n")));
        Assert.Equal(["NOT_A_NUMBER"], ContractRun.Codes(ContractRun.Check(contract, "v\n\"1,5\"\n0.5\n")));
    }

    [Fact]
    public void Of_a_code_in_a_column_twenty_are_given_and_the_others_counted()
    {
        var csv = "v\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => i % 2 == 0 ? "x\n" : "1\n"));
        var problems = ContractRun.Check(Contracts.Table("- { name: v, logicalType: number }"), csv).Problems;
        Assert.Equal((21, 4_980L), (problems.Count, problems[^1].Count));
    }

    [Fact]
    public void Of_several_tables_the_one_with_the_files_name_holds()
    {
        var contract = Contracts.Head + "schema: [{ name: a, properties: [{ name: x }] }, { name: b, physicalName: B.csv, properties: [{ name: y }] }]";
        Assert.Empty(ContractRun.Check(contract, "y\n1\n", file: "b.csv").Problems);
        Assert.Empty(ContractRun.Check(contract, "x\n1\n", file: "a.csv.gz").Problems);
        Assert.Equal(["TABLE_NOT_NAMED"], ContractRun.Codes(ContractRun.Check(contract, "x\n1\n", file: "other.csv")));
    }

    [Fact]
    public void A_text_that_is_long_or_no_utf8_is_judged_like_any_other()
    {
        var contract = Contracts.Valid(Contracts.Table("- { name: v, logicalType: string, logicalTypeOptions: { pattern: '^(a+)+$', maxLength: 20000 } }"));
        byte[] csv = [.. "v\n"u8, .. Encoding.UTF8.GetBytes(new string('a', 10_000)), .. "\n"u8,
            .. Encoding.UTF8.GetBytes(new string('a', 30_000)),
            .. "\n"u8, 0xFF, 0xFE, .. "\n"u8, .. Encoding.UTF8.GetBytes(new string('a', 5_000) + "b\n")];
        Assert.Equal(
            [(2L, "PATTERN_MISMATCH"), (2L, "TOO_LONG"), (3L, "PATTERN_MISMATCH"), (4L, "PATTERN_MISMATCH")],
            ContractRun.Check(contract, csv).Problems.Select(problem => (problem.Row!.Value, problem.Code)).Order());
    }

    [Fact]
    public void Rows_before_a_column_was_met_are_without_its_value()
    {
        var contract = Contracts.Table("- { name: v, required: true }", "customProperties: [{ property: rejectLimit, value: 5 }]");
        var check = ContractCheck.For(Contracts.Valid(contract), DataEnvironment.Training, "test.jsonl")!;
        Assert.NotNull(check.Watch("v", rowsBefore: 3));
        Assert.Equal(3, Assert.IsType<ContractVerdict.Broken>(check.Finish(["v"], 4, [])).Problems
            .Single(problem => problem.Code == "MISSING_VALUE").Count);
    }

    [Fact]
    public void Keys_that_were_too_many_to_remember_are_said()
    {
        var rule = new DuplicateRule("DUPLICATE_VALUE", null, QualityBound.None, new BreachFactory("v", false, null), limit: 2);
        using var reader = new CsvReader(new MemoryStream("v\n1\n2\n3\n3\n1\n"u8.ToArray()), new ProblemList("test.csv"));
        new RowPass(reader).Run((_, slice) => rule.Add(slice));
        var problems = new ProblemList("test.csv");
        rule.Note(problems);
        Assert.Equal(("KEYS_NOT_CHECKED", 1L), (Assert.Single(problems.ToList()).Code, Assert.Single(rule.Found).Count));
    }
}
