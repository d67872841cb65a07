using ServerlessMlops.Learning.Learners;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>The scores of a brought graph as margins, and its contributions by sampling.</summary>
internal sealed class BroughtFunction : MarginFunction
{
    /// <summary>Rows of one run: bounds what the graph may use of memory and time.</summary>
    private const int BatchRows = 1024;

    /// <summary>A probability of exactly 0 or 1 is held to be this far from it, so that its log-odds are a number.</summary>
    private const double Nearest = 1e-15;

    private readonly BroughtGraph _model;
    private readonly OnnxSession _session;
    private readonly SampledShapley _shapley;

    public BroughtFunction(BroughtGraph model, int columns, int outputs)
        : base(columns, outputs)
    {
        _model = model;
        _session = OnnxSession.Load(model.Graph, asItStands: true);
        _shapley = new SampledShapley(
            [.. model.Background.Select(row => row.Select(cell => cell ?? double.NaN).ToArray())], columns, model.Seed, Scores, outputs);
    }

    public override string? Explanation => SampledShapley.Name;

    public override int MostExplained => 50;

    public override double[] Margins(ReadOnlySpan<double> values, int rows)
    {
        var scores = Scores(values, rows);
        if (_model.Output.Order is null)
        {
            return scores;
        }

        return Array.ConvertAll(scores, score => Outputs == 1 ? LogOdds(Math.Clamp(score, Nearest, 1 - Nearest)) : Math.Log(Math.Max(score, Nearest)));
    }

    /// <summary>In units of the score, not of the margin: they and the base sum to the score.</summary>
    public override double[] Contributions(ReadOnlySpan<double> values, int rows) => _shapley.Contributions(values, rows);

    public override void Dispose() => _session.Dispose();

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    /// <returns>Row by row: the positive class's probability, one a class, or the predicted number.</returns>
    /// <exception cref="OnnxScoreException">The graph gave no score.</exception>
    private double[] Scores(ReadOnlySpan<double> values, int rows)
    {
        var scores = new double[rows * Outputs];
        for (var start = 0; start < rows; start += BatchRows)
        {
            var count = Math.Min(BatchRows, rows - start);
            var inputs = OnnxScores.Inputs(_model.Inputs, values.Slice(start * Columns, count * Columns), count, Columns);
            using var outputs = _session.Run(inputs, [_model.Output.Name]);
            Place(OnnxScores.Numbers(outputs.Single(), _model.Output.Keys), count, scores.AsSpan(start * Outputs));
        }

        return scores;
    }

    private void Place(double[] given, int rows, Span<double> scores)
    {
        var width = _model.Output switch { { Order: null } or { IsPositiveAlone: true } => 1, { Order.Count: var classes } => classes };
        if (given.Length != rows * width || !given.All(double.IsFinite))
        {
            throw new OnnxScoreException($"the graph gave {given.Length} numbers for {rows} rows, of which {given.Count(double.IsFinite)} are finite");
        }

        for (var row = 0; row < rows; row++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                // Of two classes only the second one's, the positive, is a score.
                var place = width == 1 ? 0 : _model.Output.Order![Outputs == 1 ? 1 : output];
                scores[(row * Outputs) + output] = given[(row * width) + place];
            }
        }
    }
}
