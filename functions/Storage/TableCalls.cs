using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessMlops.Storage;

/// <summary>Table calls whose refusals are answers: a row that is there already, one that is missing, one that changed meanwhile.</summary>
internal static class TableCalls
{
    /// <summary>Rounds of a read-decide-write loop. Each lost round means that another writer won one, so that even a crowd ends.</summary>
    public const int MaxRounds = 100;

    /// <returns>False when a row with this key exists.</returns>
    public static async Task<bool> TryInsertAsync(this TableClient table, TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(row, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <returns>False when nothing was written, because one row exists already, is missing, or has another ETag.</returns>
    public static async Task<bool> TrySubmitAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (TableTransactionFailedException e) when (
            e.ErrorCode == TableErrorCode.EntityAlreadyExists
            || e.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied
            || e.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return false;
        }
    }

    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string row, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The rows of a partition whose key starts with <paramref name="prefix"/> and comes after <paramref name="after"/>, in order of key.</summary>
    public static AsyncPageable<TableEntity> Range(
        this TableClient table, string partition, string prefix, CancellationToken cancellation, string? after = null, string? and = null, int? pageSize = null)
    {
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after ?? prefix} and RowKey lt {prefix + "~"}");
        return table.QueryAsync<TableEntity>(and is null ? range : $"{range} and {and}", pageSize, cancellationToken: cancellation);
    }

    /// <summary>Reads a record, changes it, and writes it under the ETag that it was read with; again where another writer was first.</summary>
    /// <param name="change">Null: it stays as it is.</param>
    /// <returns>What stands; null where there is no such row.</returns>
    /// <exception cref="ContentionException">Others were first each time.</exception>
    public static async Task<T?> ChangeAsync<T>(
        this TableClient table, string partition, string row, Func<T, T?> change, CancellationToken cancellation) where T : class
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await table.FindAsync(partition, row, cancellation) is not { } found)
            {
                return null;
            }

            var (seen, tag) = JsonRow.ReadWithTag<T>(found);
            if (change(seen) is not { } changed)
            {
                return seen;
            }

            if (await table.TrySubmitAsync([Replace(JsonRow.Of(partition, row, changed), tag)], cancellation))
            {
                return changed;
            }
        }

        throw new ContentionException($"{partition}/{row}", MaxRounds);
    }

    public static TableTransactionAction Insert(TableEntity row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Replace(TableEntity row, ETag tag) => new(TableTransactionActionType.UpdateReplace, row, tag);
}

/// <summary>A row changed under every try to write it.</summary>
public sealed class ContentionException(string what, int rounds)
    : Exception($"{what}: another writer was first in each of {rounds} rounds.")
{
    public int Rounds { get; } = rounds;
}
