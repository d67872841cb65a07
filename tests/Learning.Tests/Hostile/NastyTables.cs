using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Hostile;

/// <summary>Small tables that no one would want to train on, and specifications to go with them; the same seed gives the same table.</summary>
internal sealed class NastyTables(int seed)
{
    private static readonly double[] Extremes = [0, -0.0, 1, -1, 1e-320, -1e-300, 1e300, -1.7e308, double.MaxValue, 1e15, 3.4e38, 1e-12];
    private static readonly string[] Words = ["a", "b", "", " ", "ü", "尺寸", "a \"quoted\", word", "{x: [1]}", "null", "-", "long " + new string('y', 300), "\u200f\t"];

    private readonly SeededShuffle _chance = new(seed);

    public TrainingInput Next(string candidate)
    {
        var task = Pick(Enum.GetValues<ModelTask>());
        var rows = Pick([1, 2, 3, 5, 8, 13, 30, 30, 60, 60, 60]);
        var columns = new List<Column>();
        for (var index = _chance.Below(7); index >= 0; index--)
        {
            columns.Add(Feature($"f{index} {Pick(Words)}", rows));
        }

        if (Chance(4))
        {
            columns.AddRange(Enumerable.Range(0, rows + 5).Select(i => Number($"w{i}", rows)));
        }

        var target = task == ModelTask.Regression ? Values(rows) : Classes(task, rows);
        var labels = task == ModelTask.Regression
            ? new NumberColumn("target", ColumnKind.Number, target.Value)
            : (Column)new CategoryColumn("target", ColumnKind.Category, target.Class, [.. target.Classes]);
        var features = columns.Select(column => column.Name).Where(_ => !Chance(8)).ToArray();
        return new TrainingInput
        {
            Table = new Table([.. columns, labels]),
            Target = target,
            Split = new SplitAssignment(seed, [.. Enumerable.Range(0, rows).Select(_ => (byte)Parts())]),
            Spec = Spec(task, target, columns),
            Features = features,
            Candidate = candidate,
            Seed = seed,
            Threads = 1,
        };
    }

    /// <summary>Mostly a split as it ought to be; at times a part is empty or tiny.</summary>
    private int Parts() => (seed % 7) switch
    {
        0 => 0,
        1 => _chance.Below(30) == 0 ? 1 : 0,
        2 => Pick([1, 2]),
        _ => Pick([0, 0, 0, 1, 2]),
    };

    private PipelineSpec Spec(ModelTask task, TargetVector target, List<Column> columns)
    {
        var spec = Samples.Spec(task, "target", task == ModelTask.Binary ? target.Classes[1] : null);
        var monotone = columns.Where(column => task != ModelTask.Multiclass && column is NumberColumn && Chance(6)).Select(column => column.Name)
            .ToDictionary(name => name, _ => Pick(Enum.GetValues<MonotoneDirection>()));
        return spec with
        {
            Features = new FeatureSpec { Monotone = monotone },
            Split = Chance(5) ? spec.Split with { Method = SplitMethod.Group, Column = columns[0].Name } : spec.Split,
            Train = new TrainSpec { ClassWeights = task == ModelTask.Regression ? null : Weights(target) },
            Decision = Chance(3) ? Decision(task, target) : null,
        };
    }

    private ClassWeights? Weights(TargetVector target) => _chance.Below(6) switch
    {
        0 => new ClassWeights { Balanced = true },
        1 => new ClassWeights { ByClass = new Dictionary<string, double> { [target.Classes[0]] = 1e6, [target.Classes[^1]] = 1e-6 } },
        2 => new ClassWeights { ByClass = new Dictionary<string, double> { ["no such class"] = 2 } },
        _ => null,
    };

    private DecisionSpec Decision(ModelTask task, TargetVector target) => task switch
    {
        ModelTask.Binary => _chance.Below(3) switch
        {
            0 => new DecisionSpec { Costs = new DecisionCosts { FalsePositive = 1e9, FalseNegative = 1e-9 } },
            1 => new DecisionSpec { Threshold = 0.999 },
            _ => new DecisionSpec { OperatingPoint = new OperatingLimit { Rate = Pick(Enum.GetValues<OperatingRate>()), Min = 1 } },
        },
        ModelTask.Multiclass => new DecisionSpec
        {
            Costs = new DecisionCosts
            {
                ByClass = new Dictionary<string, IReadOnlyDictionary<string, double>>
                {
                    [target.Classes[0]] = new Dictionary<string, double> { [Chance(2) ? "no such class" : target.Classes[1]] = 1e9 },
                },
            },
        },
        _ => new DecisionSpec(),
    };

    private Column Feature(string name, int rows) => _chance.Below(4) switch
    {
        0 => Category(name, ColumnKind.Category, rows),
        1 => Category(name, ColumnKind.Text, rows),
        2 when Chance(2) => new NumberColumn(name, ColumnKind.Date, Draw(rows, () => Pick([-719_162.0, 0, 2_932_896, 19_000.5, _chance.Below(30_000)]))),
        2 => new NumberColumn(name, ColumnKind.Boolean, Draw(rows, () => _chance.Below(2))),
        _ => Number(name, rows),
    };

    private NumberColumn Number(string name, int rows)
    {
        Func<double> draw = _chance.Below(6) switch
        {
            0 => () => 3,
            1 => () => Pick(Extremes),
            2 => () => double.NaN,
            3 => () => _chance.Below(3),
            4 when Chance(8) => () => Chance(3) ? double.PositiveInfinity : double.NegativeInfinity,
            _ => () => (_chance.Below(2_000_001) / 1e6) - 1,
        };
        return new NumberColumn(name, ColumnKind.Number, Draw(rows, draw));
    }

    private CategoryColumn Category(string name, ColumnKind kind, int rows)
    {
        var values = _chance.Below(5) switch
        {
            0 => new string?[rows],
            1 => [.. Enumerable.Range(0, rows).Select(row => $"own {row}")],
            2 => [.. Enumerable.Repeat("only", rows)],
            3 => [.. Enumerable.Range(0, rows).Select(_ => $"{Pick(Words)} {Pick(Words)} {Pick(Words)} word")],
            _ => [.. Enumerable.Range(0, rows).Select(_ => Chance(4) ? null : Pick(Words))],
        };
        string[] levels = [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return new CategoryColumn(
            name, kind, Array.ConvertAll(values, value => value is null ? -1 : Array.BinarySearch(levels, value, StringComparer.Ordinal)), levels);
    }

    private double[] Draw(int rows, Func<double> draw)
    {
        var missing = Pick([0, 0, 2, 20]);
        return [.. Enumerable.Range(0, rows).Select(_ => missing > 0 && Chance(missing) ? double.NaN : draw())];
    }

    private TargetVector Classes(ModelTask task, int rows)
    {
        var count = task == ModelTask.Binary ? 2 : Pick([3, 4, 9]);
        var rare = _chance.Below(6);
        return new TargetVector
        {
            Task = task,
            Classes = [.. Enumerable.Range(0, count).Select(one => $"class {one}")],
            Class = [.. Enumerable.Range(0, rows).Select(row => rare switch
            {
                0 => 0,
                1 => row < 2 ? count - 1 : _chance.Below(count - 1),
                2 when Chance(300) => -1,
                _ => _chance.Below(count),
            })],
        };
    }

    private TargetVector Values(int rows)
    {
        Func<double> draw = _chance.Below(9) switch
        {
            0 => () => 7,
            1 => () => Pick(Extremes),
            2 => () => Chance(10) ? double.NaN : 1,
            3 => () => Pick([3e38, -3e38]),
            4 => () => Pick([1e-300, 2e-300]),
            _ => () => _chance.Below(1000) / 7.0,
        };
        return new TargetVector { Task = ModelTask.Regression, Value = [.. Enumerable.Range(0, rows).Select(_ => draw())] };
    }

    private bool Chance(int one) => _chance.Below(one) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[_chance.Below(from.Count)];
}
