using Embedded.Engine.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Embedded.Sqlite;

/// <summary>
/// Instances in one SQLite file: write-ahead log, synchronous=FULL, so that a commit that returned is on disk.
/// One connection writes; another answers questions beside it.
/// </summary>
internal sealed partial class SqliteStore(string path, ILogger logger) : IStateStore
{
    private readonly Lock _reading = new();
    private FileStream? _lock;
    private SqliteConnection? _writer;
    private SqliteConnection? _reader;
    private WriteCommands? _write;
    private ReadCommands? _read;

    public StoreMarks Open()
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        _lock = StateLock.Take(full);
        try
        {
            var unclean = File.Exists(full + "-wal");
            _writer = Connect(full);
            if (unclean)
            {
                SqliteSchema.CheckIntegrity(_writer, full);
                LogRecovered(logger, full);
            }

            SqliteSchema.Prepare(_writer, full);
            _reader = Connect(full);
            _write = new WriteCommands(_writer);
            _read = new ReadCommands(_reader);
            return _read.Marks();
        }
        catch (SqliteException error)
        {
            Dispose();
            throw SqliteErrors.IsDamage(error)
                ? new StateUnreadableException($"'{full}' is not a sound state file: {error.Message}", error)
                : new StateUnavailableException($"The state file '{full}' cannot be opened: {error.Message}", error);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<WriteConflictException?> Commit(IReadOnlyList<InstanceWrite> writes)
    {
        var write = _write ?? throw new StateUnavailableException("The state file is closed.");
        try
        {
            write.Begin();
            var outcomes = new WriteConflictException?[writes.Count];
            for (var i = 0; i < writes.Count; i++)
            {
                outcomes[i] = write.Apply(writes[i]);
            }

            write.Commit();
            return outcomes;
        }
        catch (SqliteException error)
        {
            write.Abandon();
            throw new StateUnavailableException($"A commit to '{path}' failed: {error.Message}", error);
        }
    }

    public InstanceRecord? Find(string instanceId) => Ask(read => read.Find(instanceId));

    public StoredInstance Load(string instanceId) => Ask(read => read.Load(instanceId));

    public IReadOnlyList<InboxMessage> Inbox(string instanceId) => Ask(read => read.Inbox(instanceId));

    public IReadOnlyList<InstanceRecord> List(StoreQuery query) => Ask(read => read.List(query));

    public IReadOnlyList<string> Unfinished() => Ask(read => read.Unfinished());

    public IReadOnlyList<string> ChildrenOf(string instanceId) => Ask(read => read.ChildrenOf(instanceId));

    /// <summary>Bounds the file, in pages of 4 KB: a commit over it fails as on a full disk.</summary>
    public void LimitPages(long pages) => SqliteSchema.Run(_writer!, $"PRAGMA max_page_count={pages}");

    public void Dispose()
    {
        lock (_reading)
        {
            _read?.Dispose();
            _read = null;
            _reader?.Dispose();
        }

        _write?.Dispose();
        _write = null;
        _writer?.Dispose();
        _lock?.Dispose();
    }

    private static SqliteConnection Connect(string full)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = full, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        SqliteSchema.Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;");
        return connection;
    }

    private T Ask<T>(Func<ReadCommands, T> question)
    {
        lock (_reading)
        {
            var read = _read ?? throw new StateUnavailableException("The state file is closed.");
            try
            {
                return question(read);
            }
            catch (SqliteException error)
            {
                throw SqliteErrors.IsDamage(error)
                    ? new StateUnreadableException($"The state file '{path}' is damaged: {error.Message}", error)
                    : new StateUnavailableException($"The state file '{path}' cannot be read: {error.Message}", error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state file {Path} was not closed; its log was checked, the last whole transaction counts")]
    private static partial void LogRecovered(ILogger logger, string path);
}
