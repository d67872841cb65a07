using System.Globalization;
using System.Text.Json;

namespace ServerlessMlops.Learning.Tests.Hostile;

/// <summary>Hundreds of hostile tables: each is trained on, and then scores finite numbers, or is refused by a code. Nothing throws.</summary>
public sealed class NastyTableTests
{
    /// <summary>Of each candidate; <c>MLOPS_CAMPAIGN=full</c> tries ten times as many.</summary>
    private static readonly int Tables = Environment.GetEnvironmentVariable("MLOPS_CAMPAIGN") == "full" ? 2_500 : 250;

    public static TheoryData<string> Candidates => [.. Trainer.Candidates];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_hostile_table_gives_a_model_that_scores_or_a_reason(string candidate)
    {
        var (trained, refused, faults) = (0, new HashSet<string>(), new List<string>());
        for (var seed = 0; seed < Tables; seed++)
        {
            var input = new NastyTables(seed).Next(candidate);
            try
            {
                switch (Trainer.Train(input, TestContext.Current.CancellationToken))
                {
                    case TrainingOutcome.Trained { Model: var model }:
                        Check(input, model);
                        trained++;
                        break;
                    case TrainingOutcome.NotTrained { Problem: var problem }:
                        Assert.Matches("^[A-Z_]+$", problem.Code);
                        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
                        refused.Add(problem.Code);
                        break;
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Table {seed} ({input.Target.Task}, {input.Table.RowCount} rows): {error}"));
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} tables: {string.Join('\n', faults.Take(20))}");
        Assert.InRange(trained, Tables / 4, Tables);
        Assert.InRange(refused.Count, 4, 20);
    }

    private static void Check(TrainingInput input, TrainedModel model)
    {
        Assert.True(model.Score is null || double.IsFinite(model.Score.Value));
        using var scorer = Scorer.Load(model.ToBytes());
        int[] rows = [.. Enumerable.Range(0, input.Table.RowCount)];
        var scores = scorer.Score(input.Table, rows);
        Assert.All(scores.Probability, probability => Assert.InRange(probability, 0, 1));
        Assert.All(scores.Probabilities, row => Assert.Equal(1, row.Sum(), 1e-9));
        Assert.All(scores.Predicted, value => Assert.True(double.IsFinite(value), $"predicted {value}"));
        Assert.All(scorer.Importances(input.Table, rows), importance => Assert.True(double.IsFinite(importance.MeanAbsolute), importance.Feature));
        foreach (var value in new object?[] { null, "never seen", 1e308, -5e-324, true, "2400-02-29" })
        {
            Ask(scorer, scorer.Model.Transform.Inputs.ToDictionary(one => one.Name, _ => JsonSerializer.SerializeToElement(value)));
        }
    }

    /// <summary>A value of the wrong kind is refused; any other is scored.</summary>
    private static void Ask(Scorer scorer, Dictionary<string, JsonElement> row)
    {
        if (scorer.Predict(row) is PredictOutcome.Predicted { Prediction: var prediction })
        {
            Assert.True(double.IsFinite(prediction.Score));
            Assert.True(double.IsFinite(prediction.BaseValue));
            Assert.All(prediction.Contributions, contribution => Assert.True(double.IsFinite(contribution.Weight), contribution.Feature));
        }
    }
}
