using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Embedded.Host.State;

/// <summary>What triggers must remember over a restart: which blobs were handled, and when timers last ran.</summary>
internal sealed class TriggerStore : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS blob_receipt (function TEXT NOT NULL, blob TEXT NOT NULL, etag TEXT NOT NULL, tries INTEGER NOT NULL,
            done INTEGER NOT NULL, PRIMARY KEY (function, blob)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS timer_status (function TEXT PRIMARY KEY, schedule TEXT NOT NULL, last TEXT, next TEXT NOT NULL,
            updated TEXT NOT NULL) WITHOUT ROWID;
        """;

    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    public TriggerStore(StateFolder folder)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.TriggerFile, Pooling = false }.ToString());
        connection.Open();
        Run(Schema);
    }

    /// <summary>The receipts of one function, by blob (<c>container/name</c>).</summary>
    public Dictionary<string, BlobReceipt> ReadReceipts(string function)
    {
        lock (gate)
        {
            using var command = Command("SELECT blob, etag, tries, done FROM blob_receipt WHERE function = $0", function);
            using var rows = command.ExecuteReader();
            var receipts = new Dictionary<string, BlobReceipt>(StringComparer.Ordinal);
            while (rows.Read())
            {
                receipts[rows.GetString(0)] = new BlobReceipt
                {
                    ETag = rows.GetString(1),
                    Tries = rows.GetInt32(2),
                    IsDone = rows.GetBoolean(3),
                };
            }
            return receipts;
        }
    }

    public void WriteReceipt(string function, string blob, BlobReceipt receipt) => Run(
        "INSERT INTO blob_receipt VALUES ($0, $1, $2, $3, $4) ON CONFLICT DO UPDATE SET etag = $2, tries = $3, done = $4",
        function, blob, receipt.ETag, receipt.Tries, receipt.IsDone);

    /// <summary>The status of a timer; null when it has none yet.</summary>
    public TimerStatus? ReadTimer(string function)
    {
        lock (gate)
        {
            using var command = Command("SELECT schedule, last, next, updated FROM timer_status WHERE function = $0", function);
            using var rows = command.ExecuteReader();
            return !rows.Read() ? null : new TimerStatus
            {
                Schedule = rows.GetString(0),
                Last = rows.IsDBNull(1) ? null : Time(rows.GetString(1)),
                Next = Time(rows.GetString(2)),
                Updated = Time(rows.GetString(3)),
            };
        }
    }

    public void WriteTimer(string function, TimerStatus status) => Run(
        "INSERT INTO timer_status VALUES ($0, $1, $2, $3, $4) ON CONFLICT DO UPDATE SET schedule = $1, last = $2, next = $3, updated = $4",
        function, status.Schedule, status.Last?.ToString("O"), status.Next.ToString("O"), status.Updated.ToString("O"));

    public void Dispose() => connection.Dispose();

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private void Run(string sql, params object?[] values)
    {
        lock (gate)
        {
            using var command = Command(sql, values);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string sql, params object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        }
        return command;
    }
}
