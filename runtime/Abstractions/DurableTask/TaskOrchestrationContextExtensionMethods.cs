using Embedded.Functions.Worker.Extensions.DurableTask.Http;

namespace Embedded.DurableTask;

/// <summary>HTTP from an orchestrator, which the embedded engine leaves out: an activity does it, with retries of its own.</summary>
public static class TaskOrchestrationContextExtensionMethods
{
    /// <exception cref="NotSupportedException">Always.</exception>
    public static Task<DurableHttpResponse> CallHttpAsync(this TaskOrchestrationContext context, DurableHttpRequest request) => throw LeftOut();

    /// <exception cref="NotSupportedException">Always.</exception>
    public static Task<DurableHttpResponse> CallHttpAsync(
        this TaskOrchestrationContext context, HttpMethod method, Uri uri, string? content = null, HttpRetryOptions? retryOptions = null) => throw LeftOut();

    private static NotSupportedException LeftOut() =>
        new("CallHttpAsync is left out of the embedded engine: make the request in an activity.");
}
