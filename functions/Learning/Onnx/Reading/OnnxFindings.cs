using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>Gathers what is refused: each kind a few times, and then counted, so that a hostile file makes no long list.</summary>
internal sealed class OnnxFindings(string file)
{
    private const int MostOfACode = 10;

    private readonly List<Problem> _problems = [];

    public string File => file;

    public IReadOnlyList<Problem> All => _problems;

    /// <param name="column">A column of the data, where one is meant.</param>
    public void Add(string code, string message, string? seen, string? expected, string? column = null)
    {
        if (_problems.Count(problem => problem.Code == code) < MostOfACode)
        {
            _problems.Add(new Problem(code, message, file, Column: column, Seen: seen, Expected: expected));
        }
    }

    /// <summary>A text out of the file, as far as it is shown.</summary>
    public static string Cut(string text, int most = 80) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
