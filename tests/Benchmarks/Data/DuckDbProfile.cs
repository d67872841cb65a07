using DuckDB.NET.Data;

namespace ServerlessMlops.Benchmarks.Data;

/// <summary>DuckDB's SUMMARIZE with its own settings: all cores, all memory.</summary>
internal static class DuckDbProfile
{
    public static void Read(string file)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SUMMARIZE SELECT * FROM '{file}'";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            Console.WriteLine($"{rows.GetValue(0)} {rows.GetValue(4)}");
        }
    }

    /// <summary>The same table as Parquet, with DuckDB's own settings: Snappy, row groups of 122,880 rows.</summary>
    public static void WriteParquet(string csv, string parquet)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM '{csv}') TO '{parquet}' (FORMAT PARQUET)";
        command.ExecuteNonQuery();
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }
}
