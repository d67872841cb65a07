using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Embedded.Analyzers;

/// <summary>
/// Flags, at build time, what would make a replay differ: within any method, local function or lambda that takes a
/// <c>TaskOrchestrationContext</c> or a parameter marked <c>[OrchestrationTrigger]</c>, and in what is nested in it.
/// It knows these by name, so that it serves both hosts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OrchestratorDeterminism : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. ChanceRule.All.Select(rule => rule.Descriptor)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            Check,
            OperationKind.Invocation,
            OperationKind.PropertyReference,
            OperationKind.FieldReference,
            OperationKind.ObjectCreation,
            OperationKind.MethodReference);
    }

    private static void Check(OperationAnalysisContext context)
    {
        var member = context.Operation switch
        {
            IInvocationOperation call => (ISymbol)call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            IFieldReferenceOperation field => field.Field,
            IMethodReferenceOperation method => method.Method,
            IObjectCreationOperation { Constructor: { } made } => made,
            _ => null,
        };
        if (member is not null && Chance.RuleOf(member) is { } rule && IsInOrchestrator(context.ContainingSymbol, context.Operation))
        {
            context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, context.Operation.Syntax.GetLocation(), Name(member)));
        }
    }

    private static string Name(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? $"new {member.ContainingType.Name}" : $"{member.ContainingType.Name}.{member.Name}";

    private static bool IsInOrchestrator(ISymbol containing, IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if ((outer is IAnonymousFunctionOperation lambda && IsOrchestrator(lambda.Symbol))
                || (outer is ILocalFunctionOperation local && IsOrchestrator(local.Symbol)))
            {
                return true;
            }
        }

        return containing is IMethodSymbol method && IsOrchestrator(method);
    }

    private static bool IsOrchestrator(IMethodSymbol method) => method.Parameters.Any(parameter =>
        parameter.Type.Name == "TaskOrchestrationContext"
        || parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "OrchestrationTriggerAttribute"));
}
