using System.Net.Http.Headers;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Cli.Http;

/// <summary>The HTTP API, one method a call, as one user.</summary>
public sealed class ApiClient(Uri root, SignedIn user) : IDisposable
{
    private readonly JsonTransport http = new(root, new AuthenticationHeaderValue("Bearer", user.Token));

    public Uri Root => root;

    public SignedIn User => user;

    public Task<Submission> SubmitAsync(string model, string file, string digest, CancellationToken cancellation) =>
        http.PostAsync<Submission>("submissions", new { model, file, digest }, cancellation);

    public Task<RunRecord> ClaimAsync(string runId, CancellationToken cancellation) =>
        http.PostAsync<RunRecord>($"runs/{Segment(runId)}/claim", new { }, cancellation);

    public Task<RunList> RunsAsync(string? model, string? state, int top, string? continuation, CancellationToken cancellation)
    {
        var query = new[] { ("model", model), ("state", state), ("top", $"{top}"), ("continuation", continuation) };
        var given = query.Where(part => part.Item2 is { Length: > 0 }).Select(part => $"{part.Item1}={Segment(part.Item2!)}");
        return http.GetAsync<RunList>($"runs?{string.Join('&', given)}", cancellation);
    }

    public Task<RunView?> FindRunAsync(string runId, CancellationToken cancellation) =>
        http.FindAsync<RunView>($"runs/{Segment(runId)}", cancellation);

    public Task<Receipt> ReceiptAsync(string runId, CancellationToken cancellation) =>
        http.GetAsync<Receipt>($"runs/{Segment(runId)}/receipt", cancellation);

    public Task<EvaluationReport> EvaluationAsync(string runId, CancellationToken cancellation) =>
        http.GetAsync<EvaluationReport>($"runs/{Segment(runId)}/evaluation", cancellation);

    public Task<EvaluationList> EvaluationsAsync(string? model, string? continuation, CancellationToken cancellation)
    {
        var query = new[] { ("model", model), ("continuation", continuation) };
        var given = query.Where(part => part.Item2 is { Length: > 0 }).Select(part => $"{part.Item1}={Segment(part.Item2!)}");
        return http.GetAsync<EvaluationList>($"evaluations?{string.Join('&', given)}", cancellation);
    }

    public Task<WaiverList> WaiversAsync(string model, CancellationToken cancellation) =>
        http.GetAsync<WaiverList>($"models/{Segment(model)}/waivers", cancellation);

    public Task<Waiver> AskWaiverAsync(string model, string rule, string reason, DateTimeOffset expiresAt, CancellationToken cancellation) =>
        http.PostAsync<Waiver>($"models/{Segment(model)}/waivers", new { rule, reason, expiresAt }, cancellation);

    /// <param name="act">allow or revoke.</param>
    public Task<Waiver> ChangeWaiverAsync(string model, string id, string act, string reason, CancellationToken cancellation) =>
        http.PostAsync<Waiver>($"models/{Segment(model)}/waivers/{Segment(id)}/{act}", new { reason }, cancellation);

    public Task<ApprovalList> ApprovalsAsync(string? state, CancellationToken cancellation) =>
        http.GetAsync<ApprovalList>(state is null ? "approvals" : $"approvals?state={Segment(state)}", cancellation);

    public Task<ApprovalView?> FindApprovalAsync(string requestId, CancellationToken cancellation) =>
        http.FindAsync<ApprovalView>($"approvals/{Segment(requestId)}", cancellation);

    /// <param name="digest">The evidence digest of what the voter saw.</param>
    public Task<VoteAnswer> VoteAsync(
        string requestId, VoteChoice choice, string reason, string digest, IReadOnlyList<ReleaseCondition>? conditions, CancellationToken cancellation) =>
        http.PostAsync<VoteAnswer>($"approvals/{Segment(requestId)}/votes", new { choice, reason, digest, conditions }, cancellation);

    public Task<ApprovalRequest> AskAsync(string requestId, string text, CancellationToken cancellation) =>
        http.PostAsync<ApprovalRequest>($"approvals/{Segment(requestId)}/questions", new { text }, cancellation);

    public Task<ApprovalRequest> AnswerAsync(string requestId, int question, string text, CancellationToken cancellation) =>
        http.PostAsync<ApprovalRequest>($"approvals/{Segment(requestId)}/questions/{question}/answer", new { text }, cancellation);

    public Task<ConditionList> ConditionsAsync(string model, CancellationToken cancellation) =>
        http.GetAsync<ConditionList>($"models/{Segment(model)}/conditions", cancellation);

    public Task<HeldCondition> MeetAsync(string model, string id, string reason, CancellationToken cancellation) =>
        http.PostAsync<HeldCondition>($"models/{Segment(model)}/conditions/{Segment(id)}/met", new { reason }, cancellation);

    public Task<ModelList> ModelsAsync(CancellationToken cancellation) => http.GetAsync<ModelList>("models", cancellation);

    public Task<ModelView?> FindModelAsync(string model, CancellationToken cancellation) =>
        http.FindAsync<ModelView>($"models/{Segment(model)}", cancellation);

    public Task<PredictAnswer> PredictAsync(string model, IReadOnlyList<InputRow> rows, CancellationToken cancellation) =>
        http.PostAsync<PredictAnswer>($"models/{Segment(model)}/predict", new { rows }, cancellation);

    /// <summary>The same with the smallest change of each row that would be answered as wanted.</summary>
    public Task<PredictAnswer> PredictAsync(string model, IReadOnlyList<InputRow> rows, Wanted wanted, CancellationToken cancellation) =>
        http.PostAsync<PredictAnswer>(
            $"models/{Segment(model)}/predict",
            new { rows, counterfactual = true, wanted = wanted.Label, wantedMin = wanted.Min, wantedMax = wanted.Max },
            cancellation);

    public Task<AliasRecord> RollbackAsync(string model, string reason, CancellationToken cancellation) =>
        http.PostAsync<AliasRecord>($"models/{Segment(model)}/rollback", new { reason }, cancellation);

    /// <param name="all">Every recorded candidate, not the released one alone.</param>
    public Task<ReproductionView> ReproduceAsync(string model, int version, bool all, CancellationToken cancellation) =>
        http.PostAsync<ReproductionView>($"models/{Segment(model)}/versions/{version}/reproductions", new { all }, cancellation);

    public Task<ReproductionView> ReproductionAsync(string id, CancellationToken cancellation) =>
        http.GetAsync<ReproductionView>($"reproductions/{Segment(id)}", cancellation);

    public Task<ExportList?> FindExportsAsync(string model, int version, CancellationToken cancellation) =>
        http.FindAsync<ExportList>($"models/{Segment(model)}/versions/{version}/exports", cancellation);

    public Task<byte[]> ExportAsync(string model, int version, string name, CancellationToken cancellation) =>
        http.GetBytesAsync($"models/{Segment(model)}/versions/{version}/exports/{Segment(name)}", cancellation);

    /// <param name="format">html, md, json or cyclonedx.</param>
    public Task<byte[]> CardAsync(string model, int version, string format, CancellationToken cancellation) =>
        http.GetBytesAsync($"models/{Segment(model)}/versions/{version}/card?format={Segment(format)}", cancellation);

    /// <param name="chain">See <see cref="AuditChains"/>.</param>
    public Task<AuditEntry[]?> FindChainAsync(string chain, CancellationToken cancellation) =>
        http.FindAsync<AuditEntry[]>($"audit/{Segment(chain)}", cancellation);

    /// <param name="path">As c2sp.org/tlog-tiles names it.</param>
    public Task<byte[]?> FindLogAsync(string path, CancellationToken cancellation) => http.FindBytesAsync($"ledger/{path}", cancellation);

    public Task<LogKeyList> LogKeysAsync(CancellationToken cancellation) => http.GetAsync<LogKeyList>("ledger/keys", cancellation);

    public Task<LogEntry> LogEntryAsync(long index, CancellationToken cancellation) => http.GetAsync<LogEntry>($"ledger/entries/{index}", cancellation);

    public Task<LogEntry> LogEntryAsync(string chain, long sequence, CancellationToken cancellation) =>
        http.GetAsync<LogEntry>($"ledger/entries?chain={Segment(chain)}&sequence={sequence}", cancellation);

    public string ApprovalPage(string requestId) => new Uri(root, $"/api/approvals/{Segment(requestId)}").ToString();

    public string RunPage(string runId) => new Uri(root, $"/api/runs/{Segment(runId)}").ToString();

    public void Dispose() => http.Dispose();

    private static string Segment(string text) => Uri.EscapeDataString(text);
}
