using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Benchmarks.Evaluating;

/// <summary>Test rows as Evaluate sees them: labels and scores, the table that they come from, and what pipeline.yaml asks of them.</summary>
internal sealed record EvaluatedRows(TestSet Test, Table Table, PipelineSpec Spec)
{
    private static readonly (string Attribute, string[] Names)[] Groups =
        [("age", ["a", "b", "c", "d", "e"]), ("sex", ["f", "m", "x", "y"]), ("region", ["n", "o", "p", "q", "r", "s"])];

    /// <summary>As good as credit scores are: an AUC of about 0.82, one positive in four, calibrated but for a shift of one group.</summary>
    public static EvaluatedRows Make(int rows)
    {
        var random = new Xoshiro256(1, 7);
        double Unit() => (random.Next() >> 11) * (1.0 / (1UL << 53));
        var (actual, probability, income, debt) = (new int[rows], new double[rows], new double[rows], new double[rows]);
        var groups = new[] { new int[rows], new int[rows], new int[rows] };
        for (var row = 0; row < rows; row++)
        {
            (groups[0][row], groups[1][row], groups[2][row]) = ((int)(Unit() * 5), (int)(Unit() * Unit() * 4), (int)(Unit() * 6));
            var level = (3.2 * (Unit() + Unit() + Unit() - 1.5)) - 1.6 + (0.1 * groups[0][row]);
            actual[row] = Unit() < 1 / (1 + Math.Exp(-1.6 * level)) ? 1 : 0;
            probability[row] = 1 / (1 + Math.Exp(-1.6 * (level - (groups[1][row] == 2 ? 0.2 : 0))));
            (income[row], debt[row]) = (Math.Round(1_000 * (Unit() - level + 4)), Math.Round(500 * Unit()));
        }

        var test = new TestSet
        {
            Task = ModelTask.Binary,
            Classes = ["no", "yes"],
            Actual = actual,
            Probability = probability,
            Groups = [.. Groups.Zip(groups, (known, group) => new GroupedAttribute(known.Attribute, group, known.Names))],
        };
        Column[] columns =
        [
            .. Groups.Zip(groups, (known, group) => new CategoryColumn(known.Attribute, ColumnKind.Category, group, known.Names)),
            new NumberColumn("income", ColumnKind.Number, income), new NumberColumn("debt", ColumnKind.Number, debt),
            new CategoryColumn("bad", ColumnKind.Category, actual, ["no", "yes"]),
        ];
        return new(test, new Table(columns), Asked());
    }

    private static PipelineSpec Asked() => new()
    {
        Model = "evaluated",
        Owner = "owner@example.org",
        Purpose = "Timing",
        RiskClass = "minimal",
        Licence = "MIT",
        LegalBasis = "No personal data",
        Task = ModelTask.Binary,
        Target = "bad",
        Positive = "yes",
        Protected = [.. Groups.Select(known => new ProtectedAttribute { Column = known.Attribute })],
        Evaluation = new()
        {
            Slices =
            [
                .. Groups[0].Names.Select(name => Slice($"age {name}", ("age", new() { Values = [name] }))),
                .. Groups[1].Names.Select(name => Slice($"poor {name}", ("sex", new() { Values = [name] }), ("income", new() { Below = 4_000 }))),
                Slice("in debt", ("debt", new() { Min = 400 })),
            ],
        },
    };

    private static SliceSpec Slice(string name, params (string Column, SliceCondition Condition)[] where) =>
        new(name, where.ToDictionary(one => one.Column, one => one.Condition));
}
