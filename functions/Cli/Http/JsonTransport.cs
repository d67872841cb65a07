using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Http;

/// <summary>JSON over HTTP: an answer is read as its type, a refusal becomes <see cref="ApiRefusedException"/>.</summary>
public sealed class JsonTransport(Uri root, AuthenticationHeaderValue? authorization) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(root, "/api/"),
        Timeout = TimeSpan.FromMinutes(2),
        DefaultRequestHeaders = { Authorization = authorization, Accept = { new("application/json"), new("application/problem+json") } },
    };

    public Uri Root => root;

    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) => SendAsync<T>(new(HttpMethod.Get, path), cancellation);

    /// <returns>Null where the app says 404.</returns>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await GetAsync<T>(path, cancellation);
        }
        catch (ApiRefusedException refused) when (refused.Problem.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancellation)
    {
        var content = new ByteArrayContent(MlopsJson.WriteBytes(body)) { Headers = { ContentType = new("application/json") } };
        return SendAsync<T>(new(HttpMethod.Post, path) { Content = content }, cancellation);
    }

    /// <summary>A file, as it is.</summary>
    public Task<byte[]> GetBytesAsync(string path, CancellationToken cancellation) =>
        SendAsync(new(HttpMethod.Get, path) { Headers = { Accept = { new("*/*") } } }, cancellation);

    /// <returns>Null where the app says 404.</returns>
    public async Task<byte[]?> FindBytesAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await GetBytesAsync(path, cancellation);
        }
        catch (ApiRefusedException refused) when (refused.Problem.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var sent = request;
        using var response = await http.SendAsync(sent, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response.IsSuccessStatusCode ? body : throw new ApiRefusedException(ProblemOf(response, body));
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
    {
        var body = await SendAsync(request, cancellation);
        try
        {
            return MlopsJson.Read<T>(body);
        }
        catch (JsonException unreadable)
        {
            throw new CommandFault($"The app answered {request.Method} {request.RequestUri} with what is not a {typeof(T).Name}: {unreadable.Message}");
        }
    }

    private static ApiProblem ProblemOf(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        try
        {
            return MlopsJson.Read<ApiProblem>(body) with { Status = status };
        }
        catch (JsonException)
        {
            return new ApiProblem($"The app answered {status} {response.ReasonPhrase}.", status);
        }
    }
}
