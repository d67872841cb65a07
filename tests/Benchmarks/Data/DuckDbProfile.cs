using DuckDB.NET.Data;

namespace ServerlessMlops.Benchmarks.Data;

/// <summary>DuckDB's SUMMARIZE with its own settings: all cores, all memory.</summary>
internal static class DuckDbProfile
{
    public static void Read(string file)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SUMMARIZE SELECT * FROM '{file}'";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            Console.WriteLine($"{rows.GetValue(0)} {rows.GetValue(4)}");
        }
    }
}
