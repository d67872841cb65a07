using Embedded.Engine.Store;
using Microsoft.Extensions.Logging;

namespace Embedded.Sqlite;

/// <summary>State files by SQLite.</summary>
internal sealed class SqliteStoreFactory(ILogger<SqliteStore> logger) : IStateStoreFactory
{
    public IStateStore Create(string path) => new SqliteStore(path, logger);
}
