using Embedded.Host.Functions;
using ServerlessMlops.Engine.Tests.Surface;

namespace ServerlessMlops.Host.Tests.Surface;

/// <summary>The public types of the host's assembly and of the Functions abstractions are Microsoft's, with members of theirs only.</summary>
public sealed class HostSurfaceTests
{
    private static readonly Dictionary<string, HashSet<string>> Azure = AzureApi.Read(Path.Combine(AppContext.BaseDirectory, "azure-api.txt"));

    public static TheoryData<Type> Types =>
    [
        .. typeof(FunctionDescriptor).Assembly.GetExportedTypes(),
        .. typeof(FunctionContext).Assembly.GetExportedTypes().Where(type => !type.FullName!.StartsWith("Embedded.DurableTask", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_public_type_has_a_twin_and_only_its_members(Type type)
    {
        var twin = type.FullName!
            .Replace("Embedded.Functions.Worker", "Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
            .Replace("Embedded.Extensions.", "Microsoft.Extensions.", StringComparison.Ordinal);
        Assert.True(Azure.TryGetValue(twin, out var allowed), $"{twin} is not in the list.");
        Assert.DoesNotContain(Rendering.MembersOf(type), member => !allowed.Contains(member));
    }
}
