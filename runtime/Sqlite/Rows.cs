using System.Text.Json;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Microsoft.Data.Sqlite;

namespace Embedded.Sqlite;

/// <summary>Records to columns and back.</summary>
internal static class Rows
{
    /// <summary>The columns that <see cref="Read"/> expects; the time of change is the later one of the row's and of the last turn's.</summary>
    public const string Columns = """
        key, id, execution, name, version, status, created,
        max(updated, coalesce((SELECT at FROM history h WHERE h.key = i.key ORDER BY turn DESC LIMIT 1), 0)),
        completed, start, input, output, custom, failure, tags, parent, parentExecution, parentName, parentTask
        """;

    public static Statement Bind(Statement put, InstanceRecord row) => put
        .Set(0, row.Key).Set(1, row.InstanceId).Set(2, row.ExecutionId).Set(3, row.Name).Set(4, row.Version).Set(5, (int)row.Status)
        .Set(6, row.CreatedAt.Ticks).Set(7, row.UpdatedAt.Ticks).Set(8, row.CompletedAt?.Ticks).Set(9, row.StartAt?.Ticks)
        .Set(10, row.Input).Set(11, row.Output).Set(12, row.CustomStatus)
        .Set(13, row.Failure is null ? null : JsonSerializer.Serialize(row.Failure, HistoryJson.Default.TaskFailureDetails))
        .Set(14, row.Tags is not { Count: > 0 } tags ? null : JsonSerializer.Serialize(tags, HistoryJson.Default.IReadOnlyDictionaryStringString))
        .Set(15, row.Parent?.InstanceId).Set(16, row.Parent?.ExecutionId).Set(17, row.Parent?.Name).Set(18, row.Parent?.TaskId);

    public static InstanceRecord Read(SqliteDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4))
        {
            Status = (OrchestrationRuntimeStatus)reader.GetInt32(5),
            CreatedAt = Time(reader.GetInt64(6)),
            UpdatedAt = Time(reader.GetInt64(7)),
            CompletedAt = reader.IsDBNull(8) ? null : Time(reader.GetInt64(8)),
            StartAt = reader.IsDBNull(9) ? null : Time(reader.GetInt64(9)),
            Input = Text(reader, 10),
            Output = Text(reader, 11),
            CustomStatus = Text(reader, 12),
            Failure = Text(reader, 13) is { } failure ? JsonSerializer.Deserialize(failure, HistoryJson.Default.TaskFailureDetails) : null,
            Tags = Text(reader, 14) is { } tags ? JsonSerializer.Deserialize(tags, HistoryJson.Default.IReadOnlyDictionaryStringString) : null,
            Parent = Text(reader, 15) is { } parent
                ? new ParentLink(parent, reader.GetString(16), reader.GetString(17), reader.GetInt32(18))
                : null,
        };

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
