using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Http;

public sealed class HttpFunctionTests(HttpFunctionTests.App app) : IClassFixture<HttpFunctionTests.App>
{
    [Fact]
    public async Task A_function_without_a_route_lives_under_the_prefix_and_its_name() =>
        Assert.Equal("\"hello\"", await app.Http.GetStringAsync("/api/Hello"));

    [Theory]
    [InlineData("/api/items/7", "7:get")]
    [InlineData("/api/items/8/extra", "8:extra")]
    public async Task Route_values_reach_parameters_of_their_name(string path, string expected) =>
        Assert.Equal(expected, await app.Http.GetStringAsync(path));

    [Theory]
    [InlineData("GET", "/api/items/seven")]
    [InlineData("DELETE", "/api/items/7")]
    [InlineData("HEAD", "/api/items/7")]
    [InlineData("GET", "/items/7")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api")]
    public async Task What_no_route_matches_is_a_404_without_a_body_whatever_the_reason(string method, string path)
    {
        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Empty(answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_body_is_read_and_an_action_result_written()
    {
        using var answer = await app.Http.PostAsJsonAsync("/api/sum", new[] { 1, 2, 3 });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("{\"sum\":6}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_function_that_writes_the_response_itself_returns_nothing() =>
        Assert.Equal("by hand", await app.Http.GetStringAsync("/api/byhand"));

    [Fact]
    public async Task A_failure_is_a_500_that_says_nothing()
    {
        using var answer = await app.Http.GetAsync("/api/fails");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413()
    {
        using var answer = await app.Http.PostAsJsonAsync("/api/sum", new string(' ', 1025));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_disabled_function_is_not_served() =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/off")).StatusCode);

    public sealed class App : IAsyncLifetime
    {
        private RunningHost? host;

        public HttpClient Http => host!.Http;

        public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(new HostPlan(typeof(Functions))
        {
            Settings = ["AzureWebJobs.Off.Disabled=true", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=1024"],
        });

        public ValueTask DisposeAsync() => host!.DisposeAsync();
    }

    internal sealed class Functions(IHttpContextAccessor accessor)
    {
        [Function("Hello")]
        public IActionResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new JsonResult(ReferenceEquals(accessor.HttpContext, request.HttpContext) ? "hello" : "whose request is this?");

        [Function("Item")]
        public static IResult Item([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}/{rest?}")] HttpRequest request, int id, string rest = "get") =>
            Results.Text($"{id}:{rest}");

        [Function("Sum")]
        public static async Task<IActionResult> Sum([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sum")] HttpRequest request, CancellationToken cancellation) =>
            new ObjectResult(new { sum = (await request.ReadFromJsonAsync<int[]>(cancellation))!.Sum() }) { StatusCode = 201 };

        [Function("ByHand")]
        public static async Task ByHand([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            await context.GetHttpContext()!.Response.WriteAsync("by hand");

        [Function("Fails")]
        public static IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("a secret");

        [Function("Off")]
        public static string Off([HttpTrigger(AuthorizationLevel.Function, "get", Route = "admin")] HttpRequest request, Uri strange) =>
            strange.Host;
    }
}
