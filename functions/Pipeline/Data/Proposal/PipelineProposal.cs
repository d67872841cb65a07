using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Proposes a pipeline.yaml for a table that came without one; a person confirms it, or nothing is deployed.</summary>
public static class PipelineProposal
{
    public static ProposalOutcome Infer(string model, TableSchema schema, Table table)
    {
        if (TargetGuess.Of(table) is not { } target)
        {
            var columns = string.Join(
                ", ",
                schema.Columns.Take(10).Select(column => $"{column.Name} ({column.Kind.ToString().ToLowerInvariant()}, {column.Distinct} distinct)"));
            return new ProposalOutcome.NothingToPredict(
            [
                new Problem(
                    ProblemCodes.MissingTarget,
                    $"No column can be predicted: each is constant, free text, a date or an identifier ({columns}).",
                    Expected: "a column of classes or numbers, or a pipeline.yaml that names the target"),
            ]);
        }

        var spec = new PipelineSpec
        {
            Model = model,
            Owner = $"{PipelineYaml.ToConfirm}: the person who answers for this model",
            Purpose = $"{PipelineYaml.ToConfirm}: what its predictions are used for",
            RiskClass = $"{PipelineYaml.ToConfirm}: {string.Join(", ", KnownNames.RiskClasses)}",
            Licence = $"{PipelineYaml.ToConfirm}: the licence of the data",
            LegalBasis = $"{PipelineYaml.ToConfirm}: what allows this use of the data",
            Task = target.Task,
            Target = target.Column.Name,
            Positive = target.Positive,
            Features = new FeatureSpec { Exclude = Excluded(table, target.Column) },
            Protected = ProtectedGuess.Of(table, target.Column.Name),
            Gates = [.. BuiltInPolicy.MinimumGates(target.Task).Where(gate => gate.Against is null).Select(gate => gate with { Policy = null })],
        };
        return new ProposalOutcome.Proposed(spec, ProposalText.Write(spec, table, target.Why));
    }

    private static IReadOnlyList<string> Excluded(Table table, Column target) =>
        [.. table.Columns.Where(column => column != target && Identifiers.Recognise(column) is not null).Select(column => column.Name)];
}
