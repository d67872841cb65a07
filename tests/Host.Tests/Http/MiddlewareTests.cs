using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Http;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Steps_run_in_the_order_added_around_the_function()
    {
        var plan = new HostPlan(typeof(Functions)) { Configure = builder => builder.UseMiddleware<Outer>().UseMiddleware(Inner) };
        await using var host = await RunningHost.StartAsync(plan);
        Assert.Equal("done", await host.Http.GetStringAsync("/api/work"));
        Assert.Equal(
            ["outer before Work httpTrigger", "inner before", "function", "inner after", "outer after done"],
            [await plan.Seen.NextAsync(), await plan.Seen.NextAsync(), await plan.Seen.NextAsync(), await plan.Seen.NextAsync(), await plan.Seen.NextAsync()]);
    }

    [Fact]
    public async Task A_step_that_does_not_go_on_answers_by_itself()
    {
        var plan = new HostPlan(typeof(Functions))
        {
            Configure = builder => builder.UseMiddleware((context, _) =>
            {
                context.GetInvocationResult().Value = Results.StatusCode(401);
                return Task.CompletedTask;
            }),
        };
        await using var host = await RunningHost.StartAsync(plan);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync("/api/work")).StatusCode);
        Assert.True(plan.Seen.IsEmpty);
    }

    [Fact]
    public async Task A_conditional_step_runs_for_the_invocations_it_asks_for()
    {
        var plan = new HostPlan(typeof(Functions))
        {
            Configure = builder => builder.UseWhen(
                context => context.BindingContext.BindingData.ContainsKey("id"),
                (context, next) =>
                {
                    context.GetHttpContext()!.Response.Headers["X-Step"] = "ran";
                    return next();
                }),
        };
        await using var host = await RunningHost.StartAsync(plan);
        Assert.False((await host.Http.GetAsync("/api/work")).Headers.Contains("X-Step"));
        Assert.True((await host.Http.GetAsync("/api/work/1")).Headers.Contains("X-Step"));
    }

    [Fact]
    public async Task Scoped_services_live_as_long_as_one_invocation()
    {
        var plan = new HostPlan(typeof(Functions)) { Configure = builder => builder.Services.AddScoped<Scoped>() };
        await using var host = await RunningHost.StartAsync(plan);
        var first = await host.Http.GetStringAsync("/api/scoped");
        var second = await host.Http.GetStringAsync("/api/scoped");
        Assert.StartsWith("same", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    private static async Task Inner(FunctionContext context, Func<Task> next)
    {
        var seen = context.InstanceServices.GetRequiredService<Sightings>();
        seen.Add("inner before");
        await next();
        seen.Add("inner after");
    }

    internal sealed class Outer(Sightings seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Add($"outer before {context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings["request"].Type}");
            await next(context);
            var result = (Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult)context.GetInvocationResult().Value!;
            seen.Add($"outer after {result.ResponseContent}");
        }
    }

    internal sealed class Scoped
    {
        private static int made;

        public int Number { get; } = Interlocked.Increment(ref made);
    }

    internal sealed class Functions(IServiceProvider services, Sightings seen)
    {
        [Function("Work")]
        public IResult Work([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "work/{id?}")] HttpRequest request)
        {
            seen.Add("function");
            return Results.Text("done");
        }

        [Function("Scope")]
        public IResult Scope([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest request, FunctionContext context)
        {
            var own = services.GetRequiredService<Scoped>();
            return Results.Text($"{(ReferenceEquals(own, context.InstanceServices.GetRequiredService<Scoped>()) ? "same" : "other")} {own.Number}");
        }
    }
}
