using System.Reflection;
using Embedded.DurableTask;
using Embedded.DurableTask.Testing;
using Embedded.Sqlite;

namespace ServerlessMlops.Engine.Tests.Surface;

/// <summary>The embedded types are Microsoft's: each public one has a twin in the list, and only members that the twin has.</summary>
public sealed class SurfaceTests
{
    private static readonly Dictionary<string, HashSet<string>> Azure = AzureApi.Read(Path.Combine(AppContext.BaseDirectory, "azure-api.txt"));

    /// <summary>Deviations, each with its reason; <c>docs/decisions/0100</c> tells of them.</summary>
    private static readonly Dictionary<string, string> Deviations = new(StringComparer.Ordinal)
    {
        ["Microsoft.DurableTask.Core."] = "Twins of DurableTask.Core types, which the list names as return types and leaves out",
    };

    public static TheoryData<Type> Types =>
    [
        .. ((Assembly[])[typeof(TaskOrchestrationContext).Assembly, typeof(DurableTaskTestHost).Assembly, typeof(SqliteStore).Assembly])
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !Deviations.Keys.Any(TwinOf(type).StartsWith)),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_public_type_has_a_twin_and_only_its_members(Type type)
    {
        var twin = TwinOf(type);
        Assert.True(Azure.TryGetValue(twin, out var allowed), $"{twin} is not in the list.");
        var strange = Rendering.MembersOf(type).Where(member => !allowed.Contains(member)).ToList();
        Assert.True(strange.Count == 0, $"{twin} has no{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", strange)}");
    }

    [Fact]
    public void A_member_that_the_twin_lacks_is_found()
    {
        Assert.DoesNotContain("public void Extra()", Azure["Microsoft.DurableTask.DataConverter"]);
        Assert.Contains("public abstract string Serialize(object value)", Azure["Microsoft.DurableTask.DataConverter"]);
        Assert.Contains("public override string ToString()", Rendering.MembersOf(typeof(TaskName)));
    }

    private static string TwinOf(Type type) => type.FullName!
        .Replace("Embedded.DurableTask", "Microsoft.DurableTask", StringComparison.Ordinal)
        .Replace("Embedded.Functions.Worker", "Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
        .Replace("Embedded.Extensions.", "Microsoft.Extensions.", StringComparison.Ordinal);
}
