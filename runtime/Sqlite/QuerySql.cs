using System.Globalization;
using Embedded.Engine.Store;
using Microsoft.Data.Sqlite;

namespace Embedded.Sqlite;

/// <summary>A query as SQL; values travel as parameters only.</summary>
internal static class QuerySql
{
    public static string Build(StoreQuery query, SqliteParameterCollection parameters)
    {
        List<string> conditions = [];
        void Where(string condition, object? value)
        {
            if (value is not null)
            {
                var name = $"${parameters.Count}";
                parameters.AddWithValue(name, value);
                conditions.Add(condition.Replace("?", name, StringComparison.Ordinal));
            }
        }

        Where("created >= ?", query.CreatedFrom?.Ticks);
        Where("created <= ?", query.CreatedTo?.Ticks);
        Where("completed >= ?", query.CompletedFrom?.Ticks);
        Where("completed <= ?", query.CompletedTo?.Ticks);
        Where("substr(id, 1, length(?)) = ?", query.Prefix.Length > 0 ? query.Prefix : null);
        if (query.Statuses.Count > 0)
        {
            conditions.Add($"status IN ({string.Join(", ", query.Statuses.Select(status => ((int)status).ToString(CultureInfo.InvariantCulture)))})");
        }

        if (query.ByCompletion)
        {
            conditions.Add("completed IS NOT NULL");
            if (query.AfterCompletion is { } after)
            {
                parameters.AddWithValue("$after", after.Ticks);
                Where("(completed > $after OR (completed = $after AND id > ?))", query.AfterId ?? string.Empty);
            }
        }
        else
        {
            Where("id > ?", query.AfterId);
        }

        parameters.AddWithValue("$limit", query.Limit);
        var where = conditions.Count == 0 ? string.Empty : $" WHERE {string.Join(" AND ", conditions)}";
        return $"SELECT {Rows.Columns} FROM instances i{where} ORDER BY {(query.ByCompletion ? "completed, id" : "id")} LIMIT $limit";
    }
}
