using Microsoft.ML.OnnxRuntime;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Onnx.Reading;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Loads a bound graph and asks it for every row of the evaluation data: what it gives must be scores of the task.</summary>
internal static class GraphTrial
{
    private const int BatchRows = 1024;

    /// <summary>Rows that explanations compare with.</summary>
    private const int BackgroundRows = 25;

    /// <summary>Of the sum of a row's probabilities from 1: floats, many classes.</summary>
    private const double SumTolerance = 1e-3;

    /// <returns>Null where it is refused, which the findings say.</returns>
    public static ModelFile? Run(byte[] bytes, GraphBinding binding, Table table, PipelineSpec spec, OnnxFindings findings)
    {
        var target = Labels.Of(table, spec);
        var transform = new FeatureTransform(
            FeatureTransform.CurrentVersion, [.. binding.Features.Select(feature => new InputColumn(feature.Name, feature.Kind))], binding.Features);
        var encoder = new FeatureEncoder(transform);
        var keys = binding.Score.MapKey is null ? null : target.Classes;
        try
        {
            using var session = OnnxSession.Load(bytes, asItStands: true);
            var (numbers, labels) = Ask(session, binding, encoder, table, keys);
            return Order(numbers, labels, binding, target, table.RowCount, findings) is { } score
                ? Model(bytes, binding, transform, encoder, table, spec, target, score)
                : null;
        }
        catch (Exception error) when (error is OnnxRuntimeException or OnnxScoreException or OnnxUnavailableException)
        {
            findings.Add(OnnxCodes.NotLoaded, $"The graph does not run. {OnnxFindings.Cut(error.Message, 300)}", null, "a graph that scores every row");
            return null;
        }
    }

    private static (double[] Numbers, string[]? Labels) Ask(
        OnnxSession session, GraphBinding binding, FeatureEncoder encoder, Table table, IReadOnlyList<string>? keys)
    {
        string[] wanted = binding.Label is null ? [binding.Score.Name] : [binding.Score.Name, binding.Label.Name];
        var (numbers, labels) = (new List<double>(), new List<string>());
        foreach (var rows in Enumerable.Range(0, table.RowCount).Chunk(BatchRows))
        {
            var encoded = encoder.Encode(table, rows);
            using var outputs = session.Run(OnnxScores.Inputs(binding.Feeds, encoded, rows.Length, encoder.Columns.Count), wanted);
            numbers.AddRange(OnnxScores.Numbers(outputs.First(output => output.Name == binding.Score.Name), keys));
            labels.AddRange(binding.Label is null ? [] : outputs.First(output => output.Name == binding.Label.Name).AsEnumerable<string>());
        }

        return ([.. numbers], labels.Count == table.RowCount ? [.. labels] : null);
    }

    /// <summary>Whether the numbers are scores of the task, and which column is which class.</summary>
    private static GraphScore? Order(double[] numbers, string[]? labels, GraphBinding binding, TargetVector target, int rows, OnnxFindings findings)
    {
        var name = OnnxFindings.Cut(binding.Score.Name);
        if (!numbers.All(double.IsFinite))
        {
            var row = Array.FindIndex(numbers, number => !double.IsFinite(number));
            var places = numbers.Count(number => !double.IsFinite(number));
            var first = (row / Math.Max(1, numbers.Length / rows)) + 1;
            findings.Add(
                OnnxCodes.Scores, $"The output '{name}' is no finite number in {places} places, first in row {first}.",
                FormattableString.Invariant($"{numbers[row]}"), "a finite score for every row, also where values are missing");
            return null;
        }

        var classes = target.Classes.Count;
        var width = numbers.Length % rows == 0 ? numbers.Length / rows : 0;
        if (target.Task == ModelTask.Regression ? width != 1 : width != classes && !(width == 1 && classes == 2))
        {
            findings.Add(
                OnnxCodes.Output, $"The output '{name}' holds {numbers.Length} numbers for {rows} rows.", $"{numbers.Length} numbers",
                target.Task == ModelTask.Regression ? "one a row" : $"{classes} a row: {string.Join(", ", target.Classes)}");
            return null;
        }

        if (target.Task == ModelTask.Regression)
        {
            return new GraphScore(binding.Score.Name, null);
        }

        var apart = width == 1 ? 0 : numbers.Chunk(width).Max(row => Math.Abs(row.Sum() - 1));
        if (numbers.Any(number => number is < 0 or > 1) || apart > SumTolerance)
        {
            findings.Add(
                OnnxCodes.Scores, $"The output '{name}' holds what are no probabilities.",
                FormattableString.Invariant($"numbers from {numbers.Min():0.###} to {numbers.Max():0.###}; a row's sum is up to {apart:0.###} from 1"),
                "from 0 to 1, a row's sum 1");
            return null;
        }

        if (width == 1)
        {
            return new GraphScore(binding.Score.Name, [0, 0], IsPositiveAlone: true);
        }

        if (binding.Score.MapKey is not null)
        {
            return new GraphScore(binding.Score.Name, [.. Enumerable.Range(0, classes)], target.Classes);
        }

        var order = ClassOrder.Of(numbers, width, labels, target.Classes);
        if (order is null)
        {
            findings.Add(
                OnnxCodes.Output,
                $"The labels of the output '{OnnxFindings.Cut(binding.Label!.Name)}' do not tell which column of '{name}' is which class.",
                string.Join(", ", labels!.Distinct().Take(5).Select(OnnxFindings.Cut)),
                $"labels among {string.Join(", ", target.Classes)}, each with its own column");
            return null;
        }

        return new GraphScore(binding.Score.Name, order);
    }

    private static ModelFile Model(
        byte[] bytes, GraphBinding binding, FeatureTransform transform, FeatureEncoder encoder, Table table, PipelineSpec spec,
        TargetVector target, GraphScore score)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        new SeededShuffle(spec.Split.Seed).Shuffle(rows.AsSpan());
        var background = encoder.Encode(table, rows.AsSpan(0, Math.Min(BackgroundRows, rows.Length))).Chunk(encoder.Columns.Count)
            .Select(row => (IReadOnlyList<double?>)[.. row.Select(cell => double.IsNaN(cell) ? (double?)null : cell)]);
        return new ModelFile
        {
            Format = ModelFile.CurrentFormat,
            Task = spec.Task,
            Target = spec.Target,
            Classes = target.Classes,
            Threshold = spec.Task == ModelTask.Binary ? spec.Decision?.Threshold ?? 0.5 : null,
            Candidate = BroughtModel.Candidate,
            Seed = spec.Split.Seed,
            Transform = transform,
            Unused = [.. table.Columns.Select(column => column.Name).Except(binding.Features.Select(feature => feature.Name))],
            Learned = new BroughtGraph(bytes, binding.Feeds, score, [.. background], spec.Split.Seed),
        };
    }
}
