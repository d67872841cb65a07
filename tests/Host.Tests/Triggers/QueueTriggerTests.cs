using Azure.Storage.Queues;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Triggers;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private readonly string name = $"q-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_message_is_handled_as_the_declared_type_and_deleted()
    {
        var plan = Plan(typeof(Readers));
        foreach (var kind in new[] { "text", "json", "bytes" })
        {
            await Client($"{name}-{kind}").CreateAsync();
        }
        await using var host = await RunningHost.StartAsync(plan);
        await Client($"{name}-text").SendMessageAsync("plain ü");
        Assert.Equal("text plain ü 1", await plan.Seen.NextAsync());
        await Client($"{name}-json").SendMessageAsync("""{"model":"credit","rows":3}""");
        Assert.Equal("json Order { Model = credit, Rows = 3 }", await plan.Seen.NextAsync());
        await Client($"{name}-bytes").SendMessageAsync("abc");
        Assert.Equal("bytes 3", await plan.Seen.NextAsync());
        await EmptyAsync(Client($"{name}-text"));
    }

    [Fact]
    public async Task A_message_that_fails_too_often_goes_to_the_poison_queue_unchanged()
    {
        var plan = Plan(typeof(Failing));
        await Client(name).CreateAsync();
        await Client($"{name}-poison").CreateAsync();
        await using var host = await RunningHost.StartAsync(plan);
        await Client(name).SendMessageAsync("bad");
        Assert.Equal(["bad 1", "bad 2", "bad 3"], [await plan.Seen.NextAsync(), await plan.Seen.NextAsync(), await plan.Seen.NextAsync()]);
        Assert.Equal("bad", await NextAsync(Client($"{name}-poison")));
        Assert.True(plan.Seen.IsEmpty);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_is_set_aside_without_a_try()
    {
        var plan = Plan(typeof(Failing));
        var raw = new QueueClient(azurite.ConnectionString, name);
        await raw.CreateAsync();
        await using var host = await RunningHost.StartAsync(plan);
        await raw.SendMessageAsync("{not base64}");
        Assert.Equal("{not base64}", await NextAsync(new QueueClient(azurite.ConnectionString, $"{name}-poison")));
        Assert.True(plan.Seen.IsEmpty);
    }

    private HostPlan Plan(Type functions) => new(functions)
    {
        Settings = [$"AzureWebJobsStorage={azurite.ConnectionString}", $"Queue={name}", "AzureFunctionsJobHost:extensions:queues:maxDequeueCount=3"],
    };

    private QueueClient Client(string queue) =>
        new(azurite.ConnectionString, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private static async Task<string> NextAsync(QueueClient queue)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if (await queue.ExistsAsync() && (await queue.ReceiveMessageAsync()).Value is { } message)
            {
                return message.Body.ToString();
            }
        }
        throw new TimeoutException($"Nothing came to {queue.Name}.");
    }

    private static async Task EmptyAsync(QueueClient queue)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if ((await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0)
            {
                return;
            }
        }
        throw new TimeoutException($"{queue.Name} still has messages.");
    }

    internal sealed record Order(string Model, int Rows);

    internal sealed class Readers(Sightings seen)
    {
        [Function("Text")]
        public void Text([QueueTrigger("%Queue%-text")] string message, FunctionContext context) =>
            seen.Add($"text {message} {context.BindingContext.BindingData["dequeuecount"]}");

        [Function("Json")]
        public void Json([QueueTrigger("%Queue%-json")] Order order) => seen.Add($"json {order}");

        [Function("Bytes")]
        public void Bytes([QueueTrigger("%Queue%-bytes")] BinaryData data) => seen.Add($"bytes {data.ToMemory().Length}");
    }

    internal sealed class Failing(Sightings seen)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%Queue%")] string message, FunctionContext context)
        {
            seen.Add($"{message} {context.BindingContext.BindingData["DequeueCount"]}");
            throw new InvalidOperationException("as asked");
        }
    }
}
