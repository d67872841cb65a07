using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>A <see cref="FeatureTransform"/> made ready: turns rows into the numbers that learners see. Thread-safe.</summary>
/// <remarks>One road for tables and for JSON: both give values of inputs, and from there on the code is the same.</remarks>
public sealed class FeatureEncoder
{
    /// <summary>Rows whose cells are written feature after feature: so many stay in the processor's cache.</summary>
    private const int BlockRows = 512;

    private readonly CellWriter[] _writers;
    private readonly FeatureValues[] _values;
    private readonly int[] _starts;

    /// <exception cref="ArgumentException">The transform contradicts itself.</exception>
    public FeatureEncoder(FeatureTransform transform)
    {
        if (transform.Contradiction is { } seen)
        {
            throw new ArgumentException($"Seen a transform that cannot be used: {seen}.", nameof(transform));
        }

        Transform = transform;
        Columns = [.. Features.SelectMany((feature, source) => feature.Encoding.Layout.Select(codes => new EncodedColumn(source, codes)))];
        _writers = [.. Features.Select(feature => feature.Encoding.Prepare())];
        _values = [.. Features.Select(feature => FeatureValues.Of(feature, transform.Inputs))];
        _starts = [.. Features.Select((_, source) => Features.Take(source).Sum(feature => feature.Encoding.Layout.Count))];
        Monotone = [.. Features.SelectMany(Directions)];
    }

    public FeatureTransform Transform { get; }

    public IReadOnlyList<FeatureColumn> Features => Transform.Features;

    public IReadOnlyList<EncodedColumn> Columns { get; }

    /// <summary>One an encoded column: 1, −1 or 0, as learners are given it.</summary>
    public IReadOnlyList<int> Monotone { get; }

    /// <summary>Encodes rows of a table whose columns were found fit: see <see cref="TableFit"/>.</summary>
    /// <returns>Row by row, <see cref="Columns"/> numbers each.</returns>
    public double[] Encode(Table table, ReadOnlySpan<int> rows)
    {
        var matrix = new double[(long)rows.Length * Columns.Count];
        var inputs = new TableValues(Transform.Inputs, table);
        TableEncoder[] encoders =
        [
            .. Features.Select((feature, source) => TableEncoder.For(feature, _values[source], _writers[source], inputs)),
        ];
        for (var first = 0; first < rows.Length; first += BlockRows)
        {
            var block = rows.Slice(first, Math.Min(BlockRows, rows.Length - first));
            var cells = matrix.AsSpan(first * Columns.Count, block.Length * Columns.Count);
            for (var source = 0; source < encoders.Length; source++)
            {
                encoders[source].Write(block, cells, _starts[source], Columns.Count);
            }
        }

        return matrix;
    }

    /// <summary>The values of the features of one row.</summary>
    /// <param name="inputs">One an input of the transform, in their order.</param>
    public FeatureValue[] ValuesOf(FeatureValue[] inputs) => [.. _values.Select(values => values.Of(input => inputs[input]))];

    /// <summary>Encodes one row.</summary>
    /// <param name="values">One a feature, in the order of <see cref="Features"/>.</param>
    public double[] Encode(ReadOnlySpan<FeatureValue> values)
    {
        var row = new double[Columns.Count];
        for (var source = 0; source < Features.Count; source++)
        {
            _writers[source].Write(values[source], row.AsSpan(_starts[source]));
        }

        return row;
    }

    /// <summary>Whether a feature's value is a level that the training rows did not have, or had too rarely for a code of its own.</summary>
    public bool IsUnseen(int source, FeatureValue value) =>
        Features[source].IsText && value.Text is { } level && !_writers[source].Knows(level);

    internal int Start(int source) => _starts[source];

    /// <summary>A date's age shrinks as the date grows.</summary>
    private static IEnumerable<int> Directions(FeatureColumn feature)
    {
        var direction = feature.Monotone switch { MonotoneDirection.Increasing => 1, MonotoneDirection.Decreasing => -1, _ => 0 };
        return feature.Encoding switch
        {
            NumberEncoding => [direction],
            DateEncoding date => date.Parts.Select(part => part switch { DatePart.Days => direction, DatePart.Age => -direction, _ => 0 }),
            var encoding => encoding.Layout.Select(_ => 0),
        };
    }
}
