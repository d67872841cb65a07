using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Http;

/// <summary>An RFC 9457 problem as the app answers it.</summary>
public sealed record ApiProblem(string? Title, int Status, string? Detail = null, IReadOnlyList<Problem>? Problems = null)
{
    public string Sentence => Detail ?? Title ?? $"The app answered {Status}.";

    public string? Hint => Status switch
    {
        401 => "mlops login USER",
        403 => "another user, with --as USER",
        _ => null,
    };
}

/// <summary>The app refused, and said why.</summary>
public sealed class ApiRefusedException(ApiProblem problem) : Exception(problem.Sentence)
{
    public ApiProblem Problem { get; } = problem;
}
