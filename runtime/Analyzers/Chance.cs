using Microsoft.CodeAnalysis;

namespace Embedded.Analyzers;

/// <summary>Which members are chance: they answer by time, by the machine, or by luck.</summary>
internal static class Chance
{
    private static readonly Dictionary<string, ChanceRule> Types = new()
    {
        ["System.Diagnostics.Stopwatch"] = ChanceRule.Clock,
        ["System.TimeProvider"] = ChanceRule.Clock,
        ["System.Random"] = ChanceRule.Random,
        ["System.Security.Cryptography.RandomNumberGenerator"] = ChanceRule.Random,
        ["System.Threading.Thread"] = ChanceRule.Waiting,
        ["System.Threading.ThreadPool"] = ChanceRule.Waiting,
        ["System.Threading.Timer"] = ChanceRule.Waiting,
        ["System.Threading.Tasks.Parallel"] = ChanceRule.Waiting,
        ["System.Environment"] = ChanceRule.Surroundings,
        ["System.Diagnostics.Process"] = ChanceRule.Surroundings,
        ["System.Console"] = ChanceRule.InputOutput,
        ["System.IO.File"] = ChanceRule.InputOutput,
        ["System.IO.Directory"] = ChanceRule.InputOutput,
        ["System.IO.FileInfo"] = ChanceRule.InputOutput,
        ["System.IO.DirectoryInfo"] = ChanceRule.InputOutput,
        ["System.IO.FileStream"] = ChanceRule.InputOutput,
        ["System.IO.StreamReader"] = ChanceRule.InputOutput,
        ["System.IO.StreamWriter"] = ChanceRule.InputOutput,
    };

    private static readonly Dictionary<string, ChanceRule> Members = new()
    {
        ["System.DateTime.Now"] = ChanceRule.Clock,
        ["System.DateTime.UtcNow"] = ChanceRule.Clock,
        ["System.DateTime.Today"] = ChanceRule.Clock,
        ["System.DateTimeOffset.Now"] = ChanceRule.Clock,
        ["System.DateTimeOffset.UtcNow"] = ChanceRule.Clock,
        ["System.Guid.NewGuid"] = ChanceRule.Identity,
        ["System.Guid.CreateVersion7"] = ChanceRule.Identity,
        ["System.Threading.Tasks.Task.Delay"] = ChanceRule.Waiting,
        ["System.Threading.Tasks.Task.Run"] = ChanceRule.Waiting,
        ["System.Threading.Tasks.Task.Wait"] = ChanceRule.Waiting,
        ["System.Threading.Tasks.Task.WaitAll"] = ChanceRule.Waiting,
        ["System.Threading.Tasks.Task.WaitAny"] = ChanceRule.Waiting,
        ["System.Threading.Tasks.Task.ConfigureAwait"] = ChanceRule.Waiting,
    };

    private static readonly string[] Outside = ["System.Net.", "System.Data.", "Azure.", "Microsoft.Data."];

    // The end of a line is the one thing that an orchestrator may know of its surroundings.
    private static readonly HashSet<string> Harmless = ["System.Environment.NewLine"];

    /// <returns>The rule that the member breaks; null when it breaks none.</returns>
    public static ChanceRule? RuleOf(ISymbol member)
    {
        if (member.ContainingType is not { } type)
        {
            return null;
        }

        var typeName = $"{type.ContainingNamespace}.{type.Name}";
        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? typeName : $"{typeName}.{member.Name}";
        return Harmless.Contains(name) ? null
            : Members.TryGetValue(name, out var rule) || Types.TryGetValue(typeName, out rule) ? rule
            : Outside.Any(space => typeName.StartsWith(space, StringComparison.Ordinal)) && !IsMereData(type) ? ChanceRule.InputOutput
            : null;
    }

    /// <summary>Codes and exceptions of the outside world do not reach it.</summary>
    private static bool IsMereData(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.Name.EndsWith("Exception", StringComparison.Ordinal) || type.Name == "WebUtility";
}
