using Embedded.Engine.Store;
using Microsoft.Data.Sqlite;

namespace Embedded.Sqlite;

/// <summary>The tables. Times are ticks of UTC. Turns are appended at the end of their table, so that one commit touches few pages.</summary>
internal static class SqliteSchema
{
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS instances (
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, execution TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
            status INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, completed INTEGER, start INTEGER,
            input TEXT, output TEXT, custom TEXT, failure TEXT, tags TEXT, parent TEXT,
            parentExecution TEXT, parentName TEXT, parentTask INTEGER);
        CREATE INDEX IF NOT EXISTS unfinished ON instances (key) WHERE status IN (0, 2, 6, 7);
        CREATE INDEX IF NOT EXISTS children ON instances (parent) WHERE parent IS NOT NULL;
        CREATE TABLE IF NOT EXISTS history (seq INTEGER PRIMARY KEY, key INTEGER NOT NULL, turn INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS turns ON history (key, turn);
        CREATE TABLE IF NOT EXISTS inbox (seq INTEGER PRIMARY KEY, target TEXT NOT NULL, execution TEXT, body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS targets ON inbox (target, seq);
        """;

    /// <exception cref="StateUnreadableException">The file has another schema.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        var found = (long)Scalar(connection, "PRAGMA user_version")!;
        if (found is not (0 or Version))
        {
            throw new StateUnreadableException($"The state file '{path}' has schema {found}; this engine reads schema {Version}.");
        }

        Run(connection, $"BEGIN; {Tables} PRAGMA user_version={Version}; COMMIT;");
    }

    /// <exception cref="StateUnreadableException">SQLite finds the file damaged.</exception>
    public static void CheckIntegrity(SqliteConnection connection, string path)
    {
        if (Scalar(connection, "PRAGMA quick_check(1)") is not "ok" and var answer)
        {
            throw new StateUnreadableException($"The state file '{path}' is damaged: {answer}");
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
