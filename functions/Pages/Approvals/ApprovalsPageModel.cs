using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages;

public sealed record ApprovalsPageModel(IReadOnlyList<ApprovalRequest> Requests, string Viewer);
