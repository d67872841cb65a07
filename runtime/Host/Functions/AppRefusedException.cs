namespace Embedded.Host.Functions;

/// <summary>The app cannot start as it is written or set; every problem is named.</summary>
internal sealed class AppRefusedException(IReadOnlyList<string> problems)
    : InvalidOperationException("The function app is refused:" + string.Concat(problems.Select(problem => $"\n - {problem}")))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
