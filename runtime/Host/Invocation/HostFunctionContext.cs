using System.Diagnostics;
using System.Security.Cryptography;
using Embedded.Functions.Worker;
using Embedded.Host.Functions;

namespace Embedded.Host.Invocation;

/// <summary>One invocation.</summary>
internal sealed class HostFunctionContext : FunctionContext
{
    public HostFunctionContext(FunctionDescriptor function, InvocationInput input, IServiceProvider services, CancellationToken cancellation)
    {
        Function = function;
        Input = input;
        InstanceServices = services;
        CancellationToken = cancellation;
        BindingContext = new Bindings(input.BindingData);
        RetryContext = function.Retry is { } retry ? new Tries(input.RetryCount, retry.MaxRetryCount) : null!;
        Features.Set<InvocationResult>(new Result());
        if (input.Http is { } http)
        {
            Items[FunctionContextExtensions.HttpContextKey] = http;
        }
    }

    public FunctionDescriptor Function { get; }

    public InvocationInput Input { get; }

    public override string InvocationId { get; } = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = new Trace(Activity.Current?.Id ?? "", Activity.Current?.TraceStateString ?? "");

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    private sealed class Bindings(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Trace(string parent, string state) : TraceContext
    {
        public override string TraceParent => parent;

        public override string TraceState => state;
    }

    private sealed class Tries(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }

    private sealed class Result : InvocationResult
    {
        public override object? Value { get; set; }
    }
}
