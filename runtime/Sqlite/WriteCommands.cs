using Embedded.Engine.Store;
using Microsoft.Data.Sqlite;

namespace Embedded.Sqlite;

/// <summary>The statements of the connection that writes.</summary>
internal sealed class WriteCommands(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollback = new(connection, "ROLLBACK");
    private readonly Statement _save = new(connection, "SAVEPOINT write");
    private readonly Statement _release = new(connection, "RELEASE write");
    private readonly Statement _undo = new(connection, "ROLLBACK TO write");
    private readonly Statement _put = new(
        connection,
        """
        INSERT INTO instances (key, id, execution, name, version, status, created, updated, completed, start, input, output, custom, failure, tags,
            parent, parentExecution, parentName, parentTask)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT (key) DO UPDATE SET execution=excluded.execution, name=excluded.name, version=excluded.version, status=excluded.status,
            created=excluded.created, updated=excluded.updated, completed=excluded.completed, start=excluded.start, input=excluded.input,
            output=excluded.output, custom=excluded.custom, failure=excluded.failure, tags=excluded.tags, parent=excluded.parent,
            parentExecution=excluded.parentExecution, parentName=excluded.parentName, parentTask=excluded.parentTask
        """,
        19);

    private readonly Statement _append = new(connection, "INSERT INTO history (key, turn, at, body) VALUES ($0, $1, $2, $3)", 4);
    private readonly Statement _clear = new(connection, "DELETE FROM history WHERE key=$0", 1);
    private readonly Statement _remove = new(connection, "DELETE FROM instances WHERE key=$0", 1);
    private readonly Statement _empty = new(connection, "DELETE FROM inbox WHERE target=$0", 1);
    private readonly Statement _send = new(connection, "INSERT INTO inbox (seq, target, execution, body) VALUES ($0, $1, $2, $3)", 4);
    private readonly Statement _consume = new(connection, "DELETE FROM inbox WHERE seq=$0", 1);

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Ends a transaction that failed; one that SQLite has already rolled back stays so.</summary>
    public void Abandon()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // No transaction is open any more, which is what was wanted.
        }
    }

    /// <returns>Null, or why this write alone was rolled back.</returns>
    public WriteConflictException? Apply(InstanceWrite write)
    {
        _save.Run();
        try
        {
            Store(write);
        }
        catch (SqliteException error) when (SqliteErrors.IsOneWrites(error))
        {
            _undo.Run();
            _release.Run();
            return new WriteConflictException(write.InstanceId, error.Message, error);
        }

        _release.Run();
        return null;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _commit, _rollback, _save, _release, _undo, _put, _append, _clear, _remove, _empty, _send, _consume])
        {
            statement.Dispose();
        }
    }

    private void Store(InstanceWrite write)
    {
        if (write.NewHistory || write.Purge)
        {
            _clear.Set(0, write.Key).Run();
        }

        if (write.Purge)
        {
            _remove.Set(0, write.Key).Run();
            _empty.Set(0, write.InstanceId).Run();
            return;
        }

        if (write.Record is { } record)
        {
            Rows.Bind(_put, record).Run();
        }

        for (var i = 0; i < write.Turns.Count; i++)
        {
            var turn = write.Turns[i];
            _append.Set(0, write.Key).Set(1, write.FirstTurn + i).Set(2, turn.At.Ticks).Set(3, turn.Json.ToArray()).Run();
        }

        foreach (var sequence in write.Consumed)
        {
            _consume.Set(0, sequence).Run();
        }

        foreach (var message in write.Outgoing)
        {
            _send.Set(0, message.Sequence).Set(1, message.Target).Set(2, message.ExecutionId).Set(3, TurnCodec.Encode(message.Event)).Run();
        }
    }
}
