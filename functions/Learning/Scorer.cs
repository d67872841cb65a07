using System.Text.Json;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Learning;

/// <summary>A loaded model. Thread-safe; one row or many give the same numbers.</summary>
public sealed class Scorer : IDisposable
{
    /// <summary>Rows encoded at a time: bounds memory, whatever the table's length.</summary>
    private const int BatchRows = 8192;

    private readonly FeatureEncoder _encoder;
    private readonly RowReader _reader;
    private readonly MarginFunction _function;
    private readonly Explanation _explanation;

    private Scorer(ModelFile model)
    {
        Model = model;
        _encoder = new FeatureEncoder(model.Transform);
        _reader = new RowReader(model.Transform.Inputs, model.Unused);
        _function = model.Learned.Prepare(_encoder.Columns, model.Task == ModelTask.Multiclass ? model.Classes.Count : 1);
        _explanation = new Explanation(_encoder);
    }

    public ModelFile Model { get; }

    /// <exception cref="InvalidModelFileException">The bytes are not a usable model file.</exception>
    public static Scorer Load(ReadOnlySpan<byte> bytes) => new(ModelFile.Parse(bytes));

    internal static Scorer Of(ModelFile model) => new(model);

    /// <summary>What a table lacks for being scored; empty where it can be. Columns are matched by name.</summary>
    public IReadOnlyList<Problem> Check(Table table) => TableFit.Check(Model.Transform.Inputs, table);

    /// <summary>Scores rows of a table that <see cref="Check"/> found no problem in.</summary>
    /// <returns>One entry a row of <paramref name="rows"/>, in that order.</returns>
    public Scores Score(Table table, ReadOnlySpan<int> rows) => ScoresOf(Margins(table, rows));

    /// <summary>Scores from margins, row by row as <see cref="Margins"/> gives them.</summary>
    internal Scores ScoresOf(double[] margins)
    {
        var scores = Model.Task switch
        {
            ModelTask.Binary => new Scores { Task = Model.Task, Probability = Array.ConvertAll(margins, Probability) },
            ModelTask.Multiclass => new Scores { Task = Model.Task, Probabilities = Softmax(margins) },
            _ => new Scores { Task = Model.Task, Predicted = margins },
        };
        return scores with { Costs = Model.Costs, Conformal = Model.Conformal };
    }

    /// <summary>Margins of rows of a table: log-odds for two classes, one score a class for more, the value for regression.</summary>
    /// <returns>Row by row.</returns>
    public double[] Margins(Table table, ReadOnlySpan<int> rows)
    {
        var margins = new double[rows.Length * _function.Outputs];
        for (var start = 0; start < rows.Length; start += BatchRows)
        {
            var batch = rows[start..Math.Min(start + BatchRows, rows.Length)];
            _function.Margins(_encoder.Encode(table, batch), batch.Length).CopyTo(margins, start * _function.Outputs);
        }

        return margins;
    }

    /// <summary>Scores one row given as JSON, with the exact contribution of every feature.</summary>
    /// <param name="row">A value or null for each input of the transform.</param>
    public PredictOutcome Predict(IReadOnlyDictionary<string, JsonElement> row)
    {
        var problems = new List<Problem>();
        var inputs = _reader.Read(row, problems);
        if (problems.Count > 0)
        {
            return new PredictOutcome.Refused(problems);
        }

        var values = _encoder.ValuesOf(inputs);
        var encoded = _encoder.Encode(values);
        var margins = _function.Margins(encoded, 1);
        var contributions = _function.Contributions(encoded, 1);
        var prediction = Model.Task switch
        {
            ModelTask.Binary => Binary(Probability(margins[0]), contributions, values),
            ModelTask.Multiclass => Multiclass(Softmax(margins)[0], contributions, values),
            _ => new Prediction(margins[0], null, null, _explanation.Of(contributions, 0, values), _explanation.Base(contributions, 0))
            {
                Interval = Model.Conformal is { Reach: { } reach } conformal ? new(margins[0] - reach, margins[0] + reach, conformal.Coverage) : null,
            },
        };
        return new PredictOutcome.Predicted(prediction with { Explanation = _function.Explanation }, UnseenCategories.Of(_encoder, values));
    }

    /// <summary>The values of the inputs of one row; null where something is wrong with it, which <see cref="Predict"/> names.</summary>
    internal FeatureValue[]? Read(IReadOnlyDictionary<string, JsonElement> row)
    {
        var problems = new List<Problem>();
        var inputs = _reader.Read(row, problems);
        return problems.Count == 0 ? inputs : null;
    }

    /// <summary>Margins of rows that are given as values of inputs, row by row.</summary>
    internal double[] MarginsOf(IReadOnlyList<FeatureValue[]> rows)
    {
        var cells = new double[rows.Count * _encoder.Columns.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            _encoder.Encode(_encoder.ValuesOf(rows[row])).CopyTo(cells, row * _encoder.Columns.Count);
        }

        return _function.Margins(cells, rows.Count);
    }

    /// <summary>How much each feature moves the margins of some rows.</summary>
    /// <returns>Mean absolute contribution a feature (for many classes: also over the classes), largest first; empty without rows.</returns>
    public IReadOnlyList<FeatureImportance> Importances(Table table, ReadOnlySpan<int> rows)
    {
        rows = rows[..Math.Min(rows.Length, _function.MostExplained)];
        var sums = new double[_encoder.Features.Count];
        for (var start = 0; start < rows.Length; start += BatchRows)
        {
            var batch = rows[start..Math.Min(start + BatchRows, rows.Length)];
            _explanation.AddAbsolute(_function.Contributions(_encoder.Encode(table, batch), batch.Length), sums);
        }

        double count = rows.Length * _function.Outputs;
        return rows.IsEmpty ? [] :
        [
            .. _encoder.Features
                .Select((feature, source) => new FeatureImportance(feature.Name, sums[source] / count))
                .OrderByDescending(importance => importance.MeanAbsolute)
                .ThenBy(importance => importance.Feature, StringComparer.Ordinal),
        ];
    }

    /// <summary>Of the positive class, from a margin.</summary>
    private double Probability(double margin) => Model.Calibration?.Probability(margin) ?? Links.Sigmoid(margin);

    public void Dispose() => _function.Dispose();

    private Prediction Binary(double probability, double[] contributions, FeatureValue[] values) => new(
        probability,
        Model.Classes[probability >= Model.Threshold ? 1 : 0],
        null,
        _explanation.Of(contributions, 0, values),
        _explanation.Base(contributions, 0))
    {
        Set = Set([1 - probability, probability]),
    };

    /// <param name="probabilities">One a class.</param>
    private PredictionSet? Set(double[] probabilities) => Model.Conformal is { Reach: { } reach } conformal
        ? new([.. PredictionSets.Labels(probabilities, reach).Select(label => Model.Classes[label])], conformal.Coverage)
        : null;

    private Prediction Multiclass(double[] probabilities, double[] contributions, FeatureValue[] values)
    {
        var label = CostMatrix.Label(probabilities, Model.Costs);
        return new Prediction(
            probabilities[label],
            Model.Classes[label],
            Model.Classes.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second),
            _explanation.Of(contributions, label, values),
            _explanation.Base(contributions, label))
        {
            Set = Set(probabilities),
        };
    }

    private double[][] Softmax(double[] margins)
    {
        var rows = margins.Chunk(_function.Outputs).ToArray();
        foreach (var row in rows)
        {
            if (Model.Temperature is { } temperature)
            {
                foreach (ref var margin in row.AsSpan())
                {
                    margin /= temperature;
                }
            }

            Links.Softmax(row);
        }

        return rows;
    }
}
