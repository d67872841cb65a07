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
        var check = ContractCheck.For(contract, environment, file)!;
        using var reader = new CsvReader(new MemoryStream(csv), new ProblemList(file));
        var watches = reader.Names.Select(name => check.Watch(name)).ToArray();
        var keys = check.Keys(reader.Names);
        string[] shared = [.. keys.SelectMany(key => key.Columns).Distinct()];
        var pass = new RowPass(reader)
        {
            Shared = [.. shared.Select(column => reader.Names.ToList().IndexOf(column))],
            OnShared = (_, slices) =>
            {
                foreach (var key in keys)
                {
                    key.AddBatch([.. key.Columns.Select(column => slices[Array.IndexOf(shared, column)])]);
                }
            },
        };
        var rows = pass.Run((column, slice) => watches[column]?.Add(slice));
        return check.Finish(reader.Names, rows, reader.LeftOut);
    }

    /// <summary>Row, column, code, what was seen and what was expected, of each problem that has a row.</summary>
    public static IEnumerable<string> Rows(ContractVerdict verdict) => verdict.Problems.Where(problem => problem.Row is not null)
        .Select(problem => $"{problem.Row} {problem.Column} {problem.Code} {problem.Seen} / {problem.Expected}");

    public static IEnumerable<string> Codes(ContractVerdict verdict) => verdict.Problems.Select(problem => problem.Code);
}
