using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

/// <summary>Holds a CSV file to a contract in one pass.</summary>
internal static class ContractRun
{
    public static ContractVerdict Check(
        string contract, string csv, DataEnvironment environment = DataEnvironment.Training, string file = "test.csv") =>
        Check(Contracts.Valid(contract), Encoding.UTF8.GetBytes(csv), environment, file);

    public static ContractVerdict Check(
        DataContract contract, byte[] csv, DataEnvironment environment = DataEnvironment.Training, string file = "test.csv")
    {
        var problems = new ProblemList(file);
        using var reader = new CsvReader(new MemoryStream(csv), problems);
        return DatasetInspection.Of(
            reader, new Dictionary<string, ColumnKind>(), problems, ContractCheck.For(contract, environment, file)).Verdict!;
    }

    /// <summary>Row, column, code, what was seen and what was expected, of each problem that has a row.</summary>
    public static IEnumerable<string> Rows(ContractVerdict verdict) => verdict.Problems.Where(problem => problem.Row is not null)
        .Select(problem => $"{problem.Row} {problem.Column} {problem.Code} {problem.Seen} / {problem.Expected}");

    public static IEnumerable<string> Codes(ContractVerdict verdict) => verdict.Problems.Select(problem => problem.Code);
}
