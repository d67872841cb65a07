using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

/// <summary>Contracts for the tests of this room.</summary>
internal static class Contracts
{
    /// <summary>Lines 1 to 5 of every contract made here; the table's properties begin in line 8.</summary>
    public const string Head = """
        apiVersion: v3.1.0
        kind: DataContract
        id: test
        version: 1.0.0
        status: active

        """;

    public static string Table(string properties, string more = "") =>
        Head + "schema:\n  - name: test\n    properties:\n" + Indent(properties, 6) + Indent(more, 4);

    public static DataContract Valid(string text) => Assert.IsType<ContractOutcome.Valid>(Parse(text)).Contract;

    public static IReadOnlyList<Problem> Warnings(string text) => Assert.IsType<ContractOutcome.Valid>(Parse(text)).Warnings;

    public static IReadOnlyList<Problem> Errors(string text) =>
        [.. Assert.IsType<ContractOutcome.Invalid>(Parse(text)).Problems.Where(problem => problem.Severity == Severity.Error)];

    private static ContractOutcome Parse(string text) => ContractYaml.Parse(text, "contract.yaml");

    private static string Indent(string text, int by) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new string(' ', by) + line + "\n"));
}
