using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages;

public sealed record RunsPageModel(IReadOnlyList<RunRecord> Runs, string Viewer);

/// <param name="Receipt">The run's receipt as it would be written now.</param>
/// <param name="Timeline">The audit entries of the run, in order.</param>
public sealed record RunPageModel(Receipt Receipt, RunRecord Run, IReadOnlyList<AuditEntry> Timeline, string Viewer);
