using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Embedded.Functions.Worker;

namespace Embedded.Host.Functions;

/// <summary>A function's definition, read from its method.</summary>
internal sealed class HostFunctionDefinition(string name, MethodInfo method) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
    [
        .. method.GetParameters().Select(parameter => new FunctionParameter(
            parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null)),
    ];

    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));

    public override string Name => name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = method.GetParameters()
        .Select(parameter => (parameter.Name, Type: BindingType(parameter)))
        .Where(binding => binding.Type is not null)
        .ToImmutableDictionary(binding => binding.Name!, BindingMetadata (binding) => new InputBinding(binding.Name!, binding.Type!));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string? BindingType(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<DurableClientAttribute>() is not null
            ? BindingTypes.DurableClient
            : parameter.GetCustomAttributes().Select(BindingTypes.OfTrigger).FirstOrDefault(type => type is not null);

    private sealed class InputBinding(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
