using Microsoft.Data.Sqlite;

namespace Embedded.Sqlite;

/// <summary>What SQLite's primary result codes mean here (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    private const int Corrupt = 11;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>The file's content is broken, not the way to it.</summary>
    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>The one write is at fault, not the disk: it can be rolled back alone.</summary>
    public static bool IsOneWrites(SqliteException error) => error.SqliteErrorCode is TooBig or Constraint;
}
