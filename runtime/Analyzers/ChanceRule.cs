using Microsoft.CodeAnalysis;

namespace Embedded.Analyzers;

/// <summary>One kind of chance that an orchestrator must not see, and what to use instead.</summary>
internal sealed class ChanceRule
{
    private ChanceRule(string id, string what, string instead) => Descriptor = new DiagnosticDescriptor(
        id, $"{what} in an orchestrator", $"'{{0}}' in an orchestrator: on replay it would answer differently; {instead}", "Determinism", DiagnosticSeverity.Error, true);

    public static ChanceRule Clock { get; } = new("DET001", "Clock", "use the context's CurrentUtcDateTime");

    public static ChanceRule Identity { get; } = new("DET002", "New id", "use the context's NewGuid");

    public static ChanceRule Random { get; } = new("DET003", "Random number", "draw it in an activity, or from a seed in the input");

    public static ChanceRule InputOutput { get; } = new("DET004", "I/O", "do it in an activity");

    public static ChanceRule Waiting { get; } = new("DET005", "Foreign wait or thread", "use the context's CreateTimer, or an activity");

    public static ChanceRule Surroundings { get; } = new("DET006", "Environment", "pass it in the input, or read it in an activity");

    public static ChanceRule[] All { get; } = [Clock, Identity, Random, InputOutput, Waiting, Surroundings];

    public DiagnosticDescriptor Descriptor { get; }
}
