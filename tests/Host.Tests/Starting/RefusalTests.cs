using Azure.Storage.Blobs;
using Embedded.Host.Functions;
using Embedded.Host.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Starting;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(typeof(EmptyRoute), "'EmptyRoute': its route is empty")]
    [InlineData(typeof(AdminRoute), "'AdminRoute': its route 'administrators' begins with 'admin'")]
    [InlineData(typeof(RuntimeRoute), "'RuntimeRoute': its route 'Runtime/x' begins with 'runtime'")]
    [InlineData(typeof(OddConstraint), "unknown constraint 'whole'")]
    [InlineData(typeof(BrokenRoute), "is not a route template")]
    [InlineData(typeof(NeedsKey), "asks for a key (AuthorizationLevel.Function)")]
    [InlineData(typeof(TypedActionResult), "returns ActionResult<T>")]
    [InlineData(typeof(PlainResult), "returns String")]
    [InlineData(typeof(ContentAsText), "parameter 'content' is a String; [BlobTrigger] binds to BlobClient")]
    [InlineData(typeof(FromEventGrid), "the source EventGrid is not known")]
    [InlineData(typeof(NoStore), "the setting 'Elsewhere' holds no connection string")]
    [InlineData(typeof(UnknownParameter), "'UnknownParameter': parameter 'uri' is a Uri; it has no binding that this host knows")]
    [InlineData(typeof(NoTrigger), "'NoTrigger': it has 0 triggers")]
    [InlineData(typeof(TwoTriggers), "'TwoTriggers': it has 2 triggers")]
    [InlineData(typeof(BadSchedule), "its schedule 'often' is not one of six fields")]
    [InlineData(typeof(MissingSetting), "the setting 'Nowhere' that '%Nowhere%' names is missing")]
    [InlineData(typeof(RetriedHttp), "[FixedDelayRetryAttribute] is for timers")]
    [InlineData(typeof(SameRoute), "'One': its route 'same' is also that of function 'Two'")]
    [InlineData(typeof(SameName), "a name is unique")]
    [InlineData(typeof(BadName), "Function '1st'")]
    public void What_the_host_could_not_run_is_refused_by_name(Type functions, string expected)
    {
        var refused = Assert.Throws<AppRefusedException>(() => RunningHost.Build(new HostPlan(functions)));
        Assert.Contains(expected, Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_named_at_once() =>
        Assert.Equal(3, Assert.Throws<AppRefusedException>(() => RunningHost.Build(new HostPlan(typeof(EmptyRoute), typeof(NoTrigger), typeof(BadName)))).Problems.Count);

    [Fact]
    public void Http_functions_need_the_web_application() =>
        Assert.Contains(
            "ConfigureFunctionsWebApplication",
            Assert.Throws<AppRefusedException>(() => RunningHost.Build(new HostPlan(typeof(EmptyRoute)) { ServesHttp = false })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_disabled_function_is_passed_over_before_its_bindings_are_looked_at() =>
        RunningHost.Build(new HostPlan(typeof(UnknownParameter)) { Settings = ["AzureWebJobs.UnknownParameter.Disabled=true"] }).Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:7071")]
    [InlineData("http://example.org")]
    [InlineData("https://127.0.0.1:7071")]
    [InlineData("7071")]
    public void The_host_serves_its_own_machine_only(string url) =>
        Assert.Contains(url, Assert.Throws<AppRefusedException>(() => RunningHost.Build(new HostPlan { Settings = [$"Mlops:Url={url}"] })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mlops:BlobPollInterval=soon")]
    [InlineData("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=0")]
    [InlineData("AzureFunctionsJobHost:extensions:queues:maxDequeueCount=-1")]
    public void A_setting_out_of_its_range_stops_the_start(string setting) =>
        Assert.Contains(
            setting.Split('=')[0], Assert.Throws<AppRefusedException>(() => RunningHost.Build(new HostPlan { Settings = [setting] })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("CONTAINER_APP_NAME")]
    public void It_does_not_run_in_the_cloud(string sign)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => CloudGuard.Check(name => name == sign ? "prod" : null));
        Assert.Contains(sign, refused.Message, StringComparison.Ordinal);
        CloudGuard.Check(_ => null);
    }

    private static class EmptyRoute
    {
        [Function("EmptyRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "")] HttpRequest request) => Results.Ok();
    }

    private static class AdminRoute
    {
        [Function("AdminRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "administrators")] HttpRequest request) => Results.Ok();
    }

    private static class RuntimeRoute
    {
        [Function("RuntimeRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "Runtime/x")] HttpRequest request) => Results.Ok();
    }

    private static class OddConstraint
    {
        [Function("OddConstraint")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id:whole}")] HttpRequest request) => Results.Ok();
    }

    private static class BrokenRoute
    {
        [Function("BrokenRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id")] HttpRequest request) => Results.Ok();
    }

    private static class NeedsKey
    {
        [Function("NeedsKey")]
        public static IResult Run([HttpTrigger("get")] HttpRequest request) => Results.Ok();
    }

    private static class TypedActionResult
    {
        [Function("TypedActionResult")]
        public static Task<ActionResult<string>> Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Task.FromResult<ActionResult<string>>("");
    }

    private static class PlainResult
    {
        [Function("PlainResult")]
        public static string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "";
    }

    private static class ContentAsText
    {
        [Function("ContentAsText")]
        public static void Run([BlobTrigger("drop/{name}", Connection = "Mlops:Url")] string content) => _ = content;
    }

    private static class FromEventGrid
    {
        [Function("FromEventGrid")]
        public static void Run([BlobTrigger("drop/{name}", Connection = "Mlops:Url", Source = BlobTriggerSource.EventGrid)] BlobClient blob) => _ = blob;
    }

    private static class NoStore
    {
        [Function("NoStore")]
        public static void Run([QueueTrigger("q", Connection = "Elsewhere")] string message) => _ = message;
    }

    private static class UnknownParameter
    {
        [Function("UnknownParameter")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, Uri uri) => Results.Ok(uri);
    }

    private static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(string text) => _ = text;
    }

    private static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, [QueueTrigger("q")] string message) => _ = message;
    }

    private static class BadSchedule
    {
        [Function("BadSchedule")]
        public static void Run([TimerTrigger("often")] TimerInfo timer) => _ = timer;
    }

    private static class MissingSetting
    {
        [Function("MissingSetting")]
        public static void Run([TimerTrigger("%Nowhere%")] TimerInfo timer) => _ = timer;
    }

    private static class RetriedHttp
    {
        [Function("RetriedHttp"), FixedDelayRetry(1, "00:00:01")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();
    }

    private static class SameRoute
    {
        [Function("One")]
        public static IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequest request) => Results.Ok();

        [Function("Two")]
        public static IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, Route = "Same/")] HttpRequest request) => Results.Ok();
    }

    private static class SameName
    {
        [Function("Twin")]
        public static void One([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;

        [Function("twin")]
        public static void Two([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
    }

    private static class BadName
    {
        [Function("1st")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
    }
}
