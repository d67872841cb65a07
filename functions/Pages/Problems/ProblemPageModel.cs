using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages;

/// <summary>What a person is shown in place of the page that they asked for.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="TraceId">What operators find the request in the logs by.</param>
public sealed record ProblemPageModel(int Status, string Title, string Detail, string TraceId, IReadOnlyList<Problem> Problems);
