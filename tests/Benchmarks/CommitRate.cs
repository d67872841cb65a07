using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ServerlessMlops.Benchmarks;

/// <summary>What the machine gives: one-row commits of SQLite in WAL with synchronous=FULL. Every other figure is judged beside it.</summary>
internal static class CommitRate
{
    /// <returns>Milliseconds for one commit, the median.</returns>
    public static double Measure(string folder, int commits = 2000)
    {
        Directory.CreateDirectory(folder);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "commits.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO row (body) VALUES ('one row')";
        command.Prepare();
        var times = new double[commits];
        for (var i = 0; i < commits; i++)
        {
            var start = Stopwatch.GetTimestamp();
            command.ExecuteNonQuery();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[commits / 2];
    }
}
