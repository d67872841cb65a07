namespace ServerlessMlops.Cli.Http;

/// <summary>An approval request may be named by its own id, by its run's, or by how either begins.</summary>
internal static class Approvals
{
    public static async Task<ApprovalView> FindAsync(ApiClient api, string given, CancellationToken cancellation)
    {
        if (await api.FindApprovalAsync(given, cancellation) is { } exact)
        {
            return exact;
        }

        var all = (await api.ApprovalsAsync(state: null, cancellation)).Approvals;
        var named = all.Where(request => request.RequestId.StartsWith(given, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            // The newest round of a run is the one that is asked now.
            named = [.. all.Where(request => request.RunId.StartsWith(given, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(request => request.OpenedAt).Take(1)];
        }

        return named switch
        {
            [var one] => (await api.FindApprovalAsync(one.RequestId, cancellation))!,
            [] => throw new CommandFault($"There is no approval request '{given}'.", "mlops approvals list --all"),
            _ => throw new CommandFault($"{named.Count} requests' ids begin with '{given}'.", "type more of it"),
        };
    }
}
