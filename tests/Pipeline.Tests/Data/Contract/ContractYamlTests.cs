using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class ContractYamlTests
{
    [Fact]
    public void Every_part_that_has_an_effect_is_read()
    {
        var contract = Contracts.Valid(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: 53581432-6c55-4ba2-a65f-72344a91553a
            version: 2.1.0
            name: Loans
            status: active
            domain: credit
            dataProduct: loans
            tags: [loans]
            description: { purpose: Rank applications, limitations: One bank, usage: Not for prices }
            team: { name: Credit data, members: [{ username: dana@example.org, role: owner }] }
            slaProperties: [{ property: retention, value: 3, unit: y }]
            schema:
              - name: loans
                physicalName: loans.csv
                dataGranularityDescription: One row an application
                properties:
                  - name: id
                    logicalType: integer
                    primaryKey: true
                    primaryKeyPosition: 1
                  - name: age
                    physicalName: AGE
                    logicalType: integer
                    logicalTypeOptions: { minimum: 18, exclusiveMaximum: 120, multipleOf: 1, format: u8 }
                    required: true
                    classification: personal
                    criticalDataElement: true
                    customProperties:
                      - { property: personalData, value: mask }
                      - { property: acknowledged, value: [leakage] }
                    quality:
                      - { metric: nullValues, mustBeLessThan: 1, unit: percent, severity: warning, dimension: completeness, businessImpact: operational }
                  - name: code
                    logicalType: string
                    logicalTypeOptions: { minLength: 2, maxLength: 4, pattern: '^[A-Z]+$' }
                    unique: true
                    quality:
                      - metric: invalidValues
                        arguments: { validValues: [AB, CD, null, ''], pattern: '^[A-Z]{2}$' }
                        mustBe: 0
                      - { metric: missingValues, arguments: { missingValues: [null, '', none] }, mustBeLessOrEqualTo: 5 }
                  - name: opened
                    logicalType: date
                    logicalTypeOptions: { minimum: '2020-01-01', format: yyyy-MM-dd }
                  - name: outcome
                    logicalType: boolean
                    customProperties: [{ property: environments, value: [training] }]
                quality:
                  - { metric: rowCount, mustBeBetween: [100, 5000] }
                  - { metric: duplicateValues, mustBe: 0, arguments: { properties: [code, opened] } }
            customProperties:
              - { property: rejectLimit, value: 0.5% }
              - { property: allowNewColumns, value: true }
              - { property: personalData, value: refuse }
              - property: datasheet
                value: { origin: Branches, licence: CC0-1.0, legalBasis: Contract, knownGaps: '' }
            """);
        Assert.Equal(("2.1.0", "Rank applications", "credit"), (contract.Version, contract.Purpose, contract.Domain));
        Assert.Equal(new ContractMember("dana@example.org", null, "owner"), Assert.Single(contract.Team));
        Assert.Equal(("Branches", null, "3 y"), (contract.Datasheet.Origin, contract.Datasheet.KnownGaps, contract.Datasheet.Retention));
        Assert.Equal(PersonalDataPolicy.Refuse, contract.PersonalData);
        var table = Assert.Single(contract.Objects);
        Assert.Equal(new RejectLimit(0.5, QualityUnit.Percent), table.RejectLimit);
        Assert.True(table.AllowNewColumns);
        Assert.Equal([1, null, null, null, null], table.Properties.Select(property => property.KeyPosition));
        var age = table.Properties[1];
        Assert.Equal(new TypeOptions { Minimum = 18, ExclusiveMaximum = 120, MultipleOf = 1, Format = "u8" }, age.Options);
        Assert.Equal(("AGE", true, "personal", PersonalDataPolicy.Mask),
            (age.PhysicalName, age.Required, age.Classification, age.PersonalData));
        Assert.Equal(["leakage"], age.Acknowledged);
        var nulls = Assert.Single(age.Quality);
        Assert.Equal(
            (QualityMetric.NullValues, QualityOperator.MustBeLessThan, 1.0, QualityUnit.Percent, Severity.Warning),
            (nulls.Metric, nulls.Operator, nulls.Value, nulls.Unit, nulls.Severity));
        var code = table.Properties[2];
        Assert.Equal((2, 4, "^[A-Z]+$"), (code.Options.MinLength, code.Options.MaxLength, code.Options.Pattern));
        Assert.Equal(["AB", "CD"], code.Quality[0].ValidValues);
        Assert.Equal(["none"], code.Quality[1].MissingValues);
        Assert.Equal(18262, table.Properties[3].Options.Minimum);
        Assert.Equal([DataEnvironment.Training], table.Properties[4].Environments);
        Assert.Equal((100.0, 5000.0), (table.Quality[0].Value, table.Quality[0].Upper));
        Assert.Equal(["code", "opened"], table.Quality[1].Properties);
    }

    [Fact]
    public void A_contract_survives_json()
    {
        var contract = Contracts.Valid(Contracts.Table("- { name: a, logicalType: number, quality: [{ metric: nullValues, mustBe: 0 }] }"));
        Assert.Equal(MlopsJson.Write(contract), MlopsJson.Write(MlopsJson.Read<DataContract>(MlopsJson.Write(contract))));
    }

    [Fact]
    public void Every_error_is_named_at_once_with_its_place()
    {
        var errors = Contracts.Errors(
            """
            apiVersion: v9
            kind: DataContract
            id: x
            status: active
            descripton: {}
            schema:
              - name: t
                properties:
                  - name: a
                    logicalType: numbr
                  - name: a
                    logicalType: number
                    logicalTypeOptions: { minimum: 5, maximum: 1, maxLength: 3 }
                  - name: b
                    logicalType: string
                    logicalTypeOptions: { pattern: '(' , minLength: 4, maxLength: 2 }
                    quality:
                      - { metric: nulValues, mustBe: 0 }
                      - { metric: nullValues, mustBe: 0, mustBeLessThan: 3 }
                      - { metric: nullValues }
                      - { metric: invalidValues, mustBe: 0 }
                      - { metric: rowCount, mustBe: 10 }
                      - { metric: nullValues, mustBeLessThan: 101, unit: percent }
                customProperties:
                  - { property: rejectLimit, value: many }
            """);
        Assert.Equal(
            [
                (1, "YAML_MISSING_KEY"), (1, "YAML_UNKNOWN_VALUE"), (5, "YAML_UNKNOWN_KEY"), (10, "YAML_UNKNOWN_VALUE"),
                    (11, "YAML_CONTRADICTION"),
                (13, "YAML_CONTRADICTION"), (13, "YAML_UNKNOWN_KEY"), (16, "YAML_BAD_PATTERN"), (16, "YAML_CONTRADICTION"),
                (18, "YAML_UNKNOWN_VALUE"), (19, "YAML_CONTRADICTION"), (20, "YAML_MISSING_KEY"), (21, "YAML_MISSING_KEY"),
                (22, "YAML_CONTRADICTION"), (23, "YAML_OUT_OF_RANGE"), (25, "YAML_WRONG_TYPE"),
            ],
            errors.Select(error => (error.Line!.Value, error.Code)).Order());
        Assert.All(errors, error => Assert.True(error.Position > 0 && error.File == "contract.yaml"));
        Assert.Contains(errors, error => error.Message.EndsWith("Did you mean 'description'?", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Message.EndsWith("Did you mean 'nullValues'?", StringComparison.Ordinal));
    }

    [Fact]
    public void Sections_of_the_standard_without_effect_are_passed_over_in_silence()
    {
        const string Text = Contracts.Head + """
            tenant: Bank
            servers: [{ server: s, type: postgresql, host: h, port: 5432, database: d, schema: p }]
            support: [{ channel: '#help', url: https://example.org }]
            price: { priceAmount: 9.95, priceCurrency: USD, priceUnit: megabyte }
            roles: [{ role: reader, access: read }]
            slaDefaultElement: t.a
            contractCreatedTs: 2022-11-15T02:59:43+00:00
            authoritativeDefinitions: [{ url: https://example.org, type: tutorial }]
            team: [{ username: mhopper, dateIn: 2022-10-01 }]
            customProperties: [{ property: refRuleset, value: [1, { a: b }] }]
            schema:
              - id: t
                name: t
                logicalType: object
                physicalType: table
                description: null
                relationships: []
                properties:
                  - name: a
                    businessName: A
                    logicalType: timestamp
                    logicalTypeOptions: { timezone: true, defaultTimezone: Etc/UTC }
                    physicalType: DATETIME
                    description: null
                    partitioned: true
                    partitionKeyPosition: 1
                    primaryKey: false
                    primaryKeyPosition: -1
                    tags: []
                    encryptedName: enc_a
                    transformSourceObjects: [x]
                    transformLogic: sel
                    transformDescription: words
                    examples: [2022-10-03, null]
            """;
        Assert.Empty(Contracts.Warnings(Text));
        Assert.Equal("mhopper", Assert.Single(Contracts.Valid(Text).Team).Username);
        Assert.Null(Contracts.Valid(Text).Objects[0].Properties[0].KeyPosition);
    }

    [Theory]
    [InlineData("{ type: sql, query: SELECT 1, mustBe: 1 }", "YAML_NOT_RUN")]
    [InlineData("{ type: custom, engine: soda, implementation: { a: b } }", "YAML_NOT_RUN")]
    [InlineData("{ type: text, description: Checked by the system. }", "YAML_NOT_RUN")]
    [InlineData("{ description: Checked by the system. }", "YAML_NOT_RUN")]
    [InlineData("{ type: library, rule: nullCheck, mustBe: 0 }", "YAML_DEPRECATED")]
    [InlineData("{ rule: countCheck, mustBe: 0 }", "YAML_NOT_RUN")]
    [InlineData("{ metric: nullValues, mustBe: 0, arguments: { validVaules: [1] } }", "YAML_NOT_RUN")]
    public void What_is_not_run_here_is_accepted_and_said(string rule, string code)
    {
        var warning = Assert.Single(Contracts.Warnings(Contracts.Table($"- name: a\n  quality: [{rule}]")));
        Assert.Equal((code, Severity.Warning, 10), (warning.Code, warning.Severity, warning.Line));
    }

    [Theory]
    [InlineData("(a+)+$", true)]
    [InlineData("^[A-Z]{2}[0-9]{2}[A-Z0-9]{4}[0-9]{7}([A-Z0-9]?){0,16}$", true)]
    [InlineData(@"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", true)]
    [InlineData(@"[{}\]]{3}\{9999999\}", true)]
    [InlineData("((a{99}){99}){99}", false)]
    [InlineData("a{2000}", false)]
    [InlineData("(?=a)b", false)]
    [InlineData(@"(a)\1", false)]
    [InlineData("[", false)]
    public void A_pattern_is_run_only_where_it_cannot_hang(string pattern, bool accepted)
    {
        var text = Contracts.Table($"- name: a\n  logicalType: string\n  logicalTypeOptions: {{ pattern: '{pattern}' }}");
        if (accepted)
        {
            Assert.Equal(pattern, Contracts.Valid(text).Objects[0].Properties[0].Options.Pattern);
        }
        else
        {
            Assert.Equal(YamlCodes.BadPattern, Assert.Single(Contracts.Errors(text)).Code);
        }
    }

    [Fact]
    public void A_misspelt_property_of_ours_is_pointed_out() =>
        Assert.Contains("rejectLimit", Assert.Single(Contracts.Warnings(
            Contracts.Table("- name: a", "customProperties: [{ property: rejectLimits, value: 3 }]"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_changed_anywhere_is_read_or_told_what_is_wrong()
    {
        var lines = File.ReadAllLines(Csv.SamplePath("credit-risk", "contract.yaml"));
        var change = Gen.Select(Gen.Int[0, lines.Length - 1],
            Gen.OneOf("", "  x", "- ", "[", "{ a: }", "? ", "!!binary x", "&a *a", "'", ": :", "\t", "mustBe: [1]", "quality: 3", "null"));
        change.Array[1, 3].Sample(
            changes =>
            {
                var text = (string[])lines.Clone();
                foreach (var (line, with) in changes)
                {
                    text[line] = text[line][..(text[line].Length / 2)] + with;
                }

                if (ContractYaml.Parse(string.Join('\n', text), "contract.yaml") is ContractOutcome.Invalid invalid)
                {
                    Assert.All(invalid.Problems, problem => Assert.True(problem is { Line: > 0, Position: > 0, Message.Length: > 0 }));
                }
            },
            iter: 2_000);
    }
}
