using System.Collections.Immutable;
using Embedded.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("_ = DateTime.UtcNow;", "DET001")]
    [InlineData("_ = DateTimeOffset.Now;", "DET001")]
    [InlineData("_ = TimeProvider.System.GetUtcNow();", "DET001")]
    [InlineData("_ = System.Diagnostics.Stopwatch.GetTimestamp();", "DET001")]
    [InlineData("_ = Guid.NewGuid();", "DET002")]
    [InlineData("_ = new Random(1).Next();", "DET003")]
    [InlineData("_ = Random.Shared.Next();", "DET003")]
    [InlineData("_ = System.IO.File.ReadAllText(\"x\");", "DET004")]
    [InlineData("_ = new System.Net.Http.HttpClient();", "DET004")]
    [InlineData("Console.WriteLine();", "DET004")]
    [InlineData("await Task.Delay(1);", "DET005")]
    [InlineData("await Task.Run(() => 1);", "DET005")]
    [InlineData("await context.CallActivityAsync(\"a\").ConfigureAwait(false);", "DET005")]
    [InlineData("System.Threading.Thread.Sleep(1);", "DET005")]
    [InlineData("_ = Environment.GetEnvironmentVariable(\"HOME\");", "DET006")]
    [InlineData("_ = Environment.MachineName;", "DET006")]
    [InlineData("Func<DateTime> later = () => DateTime.Now; _ = later();", "DET001")]
    [InlineData("Func<Guid> next = Guid.NewGuid; _ = next();", "DET002")]
    public async Task Chance_in_an_orchestrator_is_an_error_of_the_build(string statement, string rule)
    {
        var found = await AnalyzeAsync($"public async Task Run(TaskOrchestrationContext context) {{ await Task.CompletedTask; {statement} }}");

        Assert.All(found, diagnostic => Assert.Equal((rule, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity)));
        Assert.NotEmpty(found);
    }

    [Theory]
    [InlineData("public async Task Run(TaskOrchestrationContext context) { _ = context.CurrentUtcDateTime; _ = context.NewGuid(); await context.CreateTimer(TimeSpan.FromDays(1), default); _ = Environment.NewLine; }")]
    [InlineData("public async Task Activity(string input) { _ = DateTime.UtcNow; await Task.Delay(1); }")]
    [InlineData("public void Register(DurableTaskRegistry tasks) { tasks.AddActivityFunc(\"a\", _ => { Console.WriteLine(DateTime.Now); }); }")]
    public async Task What_is_allowed_passes(string member) => Assert.Empty(await AnalyzeAsync(member));

    [Fact]
    public async Task A_lambda_and_a_marked_parameter_are_orchestrators_too()
    {
        var lambda = await AnalyzeAsync("public void Register(DurableTaskRegistry tasks) { tasks.AddOrchestratorFunc(\"o\", context => { _ = DateTime.Now; return Task.CompletedTask; }); }");
        var marked = await AnalyzeAsync("sealed class OrchestrationTriggerAttribute : Attribute; public void Run([OrchestrationTrigger] object anything) { _ = Guid.NewGuid(); }");

        Assert.Equal("DET001", Assert.Single(lambda).Id);
        Assert.Equal("DET002", Assert.Single(marked).Id);
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string member)
    {
        var source = $"using System; using System.Threading.Tasks; using Embedded.DurableTask; public sealed class Sample {{ {member} }}";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "sample", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return await compilation.WithAnalyzers([new OrchestratorDeterminism()]).GetAnalyzerDiagnosticsAsync();
    }
}
