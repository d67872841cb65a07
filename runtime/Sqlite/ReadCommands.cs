using Embedded.Engine.History;
using Embedded.Engine.Store;
using Microsoft.Data.Sqlite;

namespace Embedded.Sqlite;

/// <summary>The statements of the connection that answers questions.</summary>
internal sealed class ReadCommands(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN");
    private readonly Statement _end = new(connection, "COMMIT");
    private readonly Statement _find = new(connection, $"SELECT {Rows.Columns} FROM instances i WHERE id=$0", 1);
    private readonly Statement _turns = new(connection, "SELECT turn, body FROM history WHERE key=$0 ORDER BY turn", 1);
    private readonly Statement _inbox = new(connection, "SELECT seq, execution, body FROM inbox WHERE target=$0 ORDER BY seq", 1);

    public StoreMarks Marks()
    {
        using var marks = new Statement(connection, "SELECT (SELECT coalesce(max(key), 0) FROM instances), (SELECT coalesce(max(seq), 0) FROM inbox)");
        using var reader = marks.Read();
        reader.Read();
        return new StoreMarks(reader.GetInt64(0), reader.GetInt64(1));
    }

    public InstanceRecord? Find(string instanceId)
    {
        using var reader = _find.Set(0, instanceId).Read();
        return reader.Read() ? Rows.Read(reader) : null;
    }

    /// <summary>Row, history and inbox as of one moment.</summary>
    public StoredInstance Load(string instanceId)
    {
        _begin.Run();
        try
        {
            var record = Find(instanceId);
            return new StoredInstance(record, record is null ? [] : Turns(record), Inbox(instanceId));
        }
        finally
        {
            _end.Run();
        }
    }

    private List<Turn> Turns(InstanceRecord record)
    {
        List<Turn> turns = [];
        using var reader = _turns.Set(0, record.Key).Read();
        while (reader.Read())
        {
            turns.Add(TurnCodec.Decode(record.InstanceId, reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)));
        }

        return turns;
    }

    public IReadOnlyList<InboxMessage> Inbox(string instanceId)
    {
        List<InboxMessage> messages = [];
        using var reader = _inbox.Set(0, instanceId).Read();
        while (reader.Read())
        {
            var sequence = reader.GetInt64(0);
            messages.Add(new InboxMessage(
                sequence,
                instanceId,
                reader.IsDBNull(1) ? null : reader.GetString(1),
                TurnCodec.DecodeMessage(instanceId, sequence, reader.GetFieldValue<byte[]>(2))));
        }

        return messages;
    }

    public IReadOnlyList<string> Unfinished() => Ids(
        "SELECT id FROM (SELECT id, key FROM instances WHERE status IN (0, 2, 6, 7) UNION ALL "
        + "SELECT DISTINCT target, 9223372036854775807 FROM inbox) GROUP BY id ORDER BY min(key)");

    public IReadOnlyList<string> ChildrenOf(string instanceId) => Ids("SELECT id FROM instances WHERE parent=$0 ORDER BY key", instanceId);

    public IReadOnlyList<InstanceRecord> List(StoreQuery query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = QuerySql.Build(query, command.Parameters);
        List<InstanceRecord> rows = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(Rows.Read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        _find.Dispose();
        _turns.Dispose();
        _inbox.Dispose();
    }

    private List<string> Ids(string sql, params string[] parameters)
    {
        using var statement = new Statement(connection, sql, parameters.Length);
        for (var i = 0; i < parameters.Length; i++)
        {
            statement.Set(i, parameters[i]);
        }

        List<string> ids = [];
        using var reader = statement.Read();
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
