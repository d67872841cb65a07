using System.Net;

namespace Embedded.Functions.Worker.Extensions.DurableTask.Http;

/// <summary>A request of an orchestrator. It can be written down, and is refused when it is made.</summary>
public class DurableHttpRequest(HttpMethod method, Uri uri)
{
    public HttpMethod Method { get; } = method;

    public Uri Uri { get; } = uri;

    public string? Content { get; set; }
}

/// <summary>Its answer, which never comes.</summary>
public class DurableHttpResponse(HttpStatusCode statusCode)
{
    public HttpStatusCode StatusCode { get; } = statusCode;

    public string? Content { get; init; }
}

/// <summary>How such a request would be tried again.</summary>
public class HttpRetryOptions
{
    public HttpRetryOptions(IList<HttpStatusCode>? statusCodesToRetry = null) => StatusCodesToRetry = statusCodesToRetry ?? [];

    public IList<HttpStatusCode> StatusCodesToRetry { get; }

    public int MaxNumberOfAttempts { get; set; } = 1;
}
