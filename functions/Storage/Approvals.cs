using Azure;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>Questions put to people, and their votes. A request is a partition: its row, and a row for each voter.</summary>
/// <remarks>
/// A vote is stored in one transaction with the request's row under the ETag that it was admitted by. So votes have one order, a vote is
/// judged by exactly those before it, one person has one row, and closing cannot overtake a vote. See docs/decisions/0261.
/// </remarks>
public sealed class Approvals(StorageClients clients, TimeProvider time)
{
    private const string RequestRow = "request";
    private const string VotePrefix = "vote.";
    private const string OpenPartition = "open.requests";

    private readonly TableClient _table = clients.Table(StorageNames.ApprovalsTable);

    /// <summary>Insert-only: opening again answers with what was opened first.</summary>
    public async Task<ApprovalRequest> OpenAsync(ApprovalRequest request, CancellationToken cancellation = default)
    {
        // The list of open requests is written first: cut off in between, it names one too many, which a reader skips.
        await _table.UpsertEntityAsync(new TableEntity(OpenPartition, request.RequestId), TableUpdateMode.Replace, cancellation);
        return await _table.TryInsertAsync(JsonRow.Of(request.RequestId, RequestRow, request), cancellation)
            ? request
            : await GetAsync(request.RequestId, cancellation) ?? request;
    }

    public async Task<ApprovalRequest?> GetAsync(string requestId, CancellationToken cancellation = default) =>
        await LoadAsync(requestId, cancellation) is { } loaded ? loaded.Request : null;

    /// <summary>In the order they were stored in; empty where there is no such request.</summary>
    public async Task<IReadOnlyList<Vote>> VotesAsync(string requestId, CancellationToken cancellation = default) =>
        await LoadAsync(requestId, cancellation) is { } loaded ? loaded.Votes : [];

    /// <summary>Oldest deadline first.</summary>
    /// <param name="state">Null: every request there ever was, which reads the whole table.</param>
    public async Task<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalState? state = ApprovalState.Open, CancellationToken cancellation = default)
    {
        var requests = new List<ApprovalRequest>();
        if (state == ApprovalState.Open)
        {
            await foreach (var open in _table.QueryAsync<TableEntity>(row => row.PartitionKey == OpenPartition, cancellationToken: cancellation))
            {
                requests.AddRange(await GetAsync(open.RowKey, cancellation) is { State: ApprovalState.Open } request ? [request] : []);
            }
        }
        else
        {
            await foreach (var row in _table.QueryAsync<TableEntity>(row => row.RowKey == RequestRow, cancellationToken: cancellation))
            {
                requests.Add(JsonRow.Read<ApprovalRequest>(row));
            }
        }

        return [.. requests.Where(request => state is null || request.State == state).OrderBy(request => request.Deadline)];
    }

    /// <summary>Admits and stores in one step; where another vote came between, it is judged again with that one counted.</summary>
    /// <returns><see cref="Admission.Admitted"/> with the vote as it is stored, or why it is not.</returns>
    public async Task<Admission> VoteAsync(string requestId, Ballot ballot, CancellationToken cancellation = default)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            var loaded = await LoadAsync(requestId, cancellation);
            var admission = VoteAdmission.Decide(loaded?.Request, loaded?.Votes ?? [], ballot, time.GetUtcNow());
            if (admission is not Admission.Admitted(var vote) || loaded is not { } asked)
            {
                return admission;
            }

            var row = JsonRow.Of(requestId, VotePrefix + Pipeline.Ledger.Digests.Sha256Hex(People.Key(vote.Voter)), vote);
            row["Sequence"] = asked.Votes.Count;
            TableTransactionAction[] rows = [TableCalls.Replace(JsonRow.Of(requestId, RequestRow, asked.Request), asked.Tag), TableCalls.Insert(row)];
            if (await _table.TrySubmitAsync(rows, cancellation))
            {
                return admission;
            }
        }

        throw new ContentionException($"Approval {requestId}", TableCalls.MaxRounds);
    }

    /// <summary>Changes the request under the ETag that it was judged by.</summary>
    /// <param name="judge">Is called again where another writer was first.</param>
    public async Task<QuestionOutcome> QuestionAsync(
        string requestId, Func<ApprovalRequest, DateTimeOffset, QuestionOutcome> judge, CancellationToken cancellation = default)
    {
        QuestionOutcome? outcome = null;
        await ChangeAsync(requestId, request =>
        {
            outcome = judge(request, time.GetUtcNow());
            return (outcome as QuestionOutcome.Kept)?.Request;
        }, cancellation);
        return outcome ?? new QuestionOutcome.Refused(404, $"No approval request {requestId} is stored.");
    }

    /// <summary>Marks that what was asked about has changed; deciding closes it then. One that was decided stays so.</summary>
    public async Task VoidAsync(string requestId, ApprovalDecision.Voided change, CancellationToken cancellation = default) =>
        _ = await ChangeAsync(requestId, request => request is { State: ApprovalState.Open, Void: null } ? request with { Void = change } : null, cancellation)
            ?? throw new ApprovalNotFoundException(requestId);

    private async Task<ApprovalRequest?> ChangeAsync(
        string requestId, Func<ApprovalRequest, ApprovalRequest?> change, CancellationToken cancellation) =>
        IsRequestId(requestId) ? await _table.ChangeAsync(requestId, RequestRow, change, cancellation) : null;

    /// <summary>Counts, and closes the request with the decision if there is one. Asked again, it answers the same for ever.</summary>
    /// <exception cref="ApprovalNotFoundException">Nobody opened it.</exception>
    public async Task<TallyOutcome> DecideAsync(string requestId, CancellationToken cancellation = default)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            var (request, votes, tag, date) = await LoadAsync(requestId, cancellation) ?? throw new ApprovalNotFoundException(requestId);
            var now = DeadlineClock.Confirmed(time.GetUtcNow(), clients.IsEmulator ? null : date);
            var outcome = Tally.Decide(request, votes, now);
            if (outcome is not TallyOutcome.Closed(var decision))
            {
                return outcome;
            }

            var closed = request with { State = StateOf(decision), ClosedAt = now };
            if (request.State != ApprovalState.Open
                || await _table.TrySubmitAsync([TableCalls.Replace(JsonRow.Of(requestId, RequestRow, closed), tag)], cancellation))
            {
                // Also when it was closed before: whoever closed it may have been cut off here.
                await _table.DeleteEntityAsync(OpenPartition, requestId, ETag.All, cancellation);
                return outcome;
            }
        }

        throw new ContentionException($"Approval {requestId}", TableCalls.MaxRounds);
    }

    // Run ids, with the round behind them from the second on; anything else was never stored.
    private static bool IsRequestId(string text) => text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static ApprovalState StateOf(ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Approved => ApprovalState.Approved,
        ApprovalDecision.Rejected => ApprovalState.Rejected,
        ApprovalDecision.Voided => ApprovalState.Voided,
        _ => ApprovalState.Expired,
    };

    // One query, and the request's row sorts before its votes: the ETag is read no later than the votes, so that a vote missed here fails the write.
    private async Task<(ApprovalRequest Request, IReadOnlyList<Vote> Votes, ETag Tag, DateTimeOffset? Date)?> LoadAsync(
        string requestId, CancellationToken cancellation)
    {
        if (!IsRequestId(requestId))
        {
            return null;
        }

        (ApprovalRequest Request, ETag Tag)? found = null;
        var votes = new SortedList<int, Vote>();
        DateTimeOffset? date = null;
        await foreach (var page in _table.QueryAsync<TableEntity>(row => row.PartitionKey == requestId, cancellationToken: cancellation).AsPages())
        {
            date ??= page.GetRawResponse().Headers.Date;
            foreach (var row in page.Values)
            {
                if (row.RowKey == RequestRow)
                {
                    found = JsonRow.ReadWithTag<ApprovalRequest>(row);
                }
                else
                {
                    votes.Add(row.GetInt32("Sequence")!.Value, JsonRow.Read<Vote>(row));
                }
            }
        }

        return found is var (request, tag) ? (request, [.. votes.Values], tag, date) : null;
    }
}

/// <summary>A decision was asked for about something that nobody was asked.</summary>
public sealed class ApprovalNotFoundException(string requestId) : Exception($"No approval request {requestId} was opened.")
{
    public string RequestId { get; } = requestId;
}
