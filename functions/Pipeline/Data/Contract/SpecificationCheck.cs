using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Judges what a model's people have written before any data are seen: each file by itself, against the policy, and with the other.
/// </summary>
public static class SpecificationCheck
{
    /// <param name="pipeline">The model's pipeline.yaml; null where there is none.</param>
    /// <param name="contract">The model's contract.yaml; null where there is none.</param>
    /// <param name="model">Whose they are, where the place they lie at says so.</param>
    /// <param name="policies">What holds for every model; null: the built-in policy alone.</param>
    /// <returns>Every error with its file, line and column, then every warning; empty where all is well.</returns>
    public static IReadOnlyList<Problem> Of(
        SpecificationFile? pipeline, SpecificationFile? contract, string? model = null, PolicySet? policies = null) =>
        Read(pipeline, contract, model, policies).Problems;

    /// <inheritdoc cref="Of"/>
    /// <returns>What the files say too, where they can be read.</returns>
    public static ReadSpecification Read(
        SpecificationFile? pipeline, SpecificationFile? contract, string? model = null, PolicySet? policies = null)
    {
        var found = new List<Problem>();
        PipelineSpec? spec = null;
        DataContract? agreed = null;
        if (pipeline is not null)
        {
            switch (PipelineYaml.Parse(pipeline.Text, pipeline.Path))
            {
                case SpecOutcome.Valid valid:
                    spec = valid.Spec;
                    found.AddRange(valid.Warnings);
                    found.AddRange(PolicyProblems(policies ?? PolicySet.BuiltInOnly, spec, pipeline));
                    found.AddRange(ModelProblems(spec, pipeline, model));
                    break;
                case SpecOutcome.Invalid invalid:
                    found.AddRange(invalid.Problems);
                    break;
            }
        }

        if (contract is not null)
        {
            switch (ContractYaml.Parse(contract.Text, contract.Path))
            {
                case ContractOutcome.Valid valid:
                    agreed = valid.Contract;
                    found.AddRange(valid.Warnings);
                    break;
                case ContractOutcome.Invalid invalid:
                    found.AddRange(invalid.Problems);
                    break;
            }
        }

        if (spec is not null && agreed is not null)
        {
            found.AddRange(SpecificationAgreement.Of(spec, pipeline!, agreed, contract!));
        }

        return new(spec, agreed, [.. found.OrderByDescending(problem => problem.Severity).ThenBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Position)])
        {
            Policies = policies ?? PolicySet.BuiltInOnly,
        };
    }

    private static IEnumerable<Problem> ModelProblems(PipelineSpec spec, SpecificationFile file, string? model)
    {
        if (model is not null && spec.Model != model)
        {
            var place = new YamlPlaces(file).Of("model");
            yield return new Problem(
                ProblemCodes.WrongModel, $"The file is for model {spec.Model}, and lies in the folder of {model}.", file.Path, Column: "model",
                Seen: spec.Model, Expected: model, Line: place.Line, Position: place.Position);
        }
    }

    private static IEnumerable<Problem> PolicyProblems(PolicySet policies, PipelineSpec spec, SpecificationFile file)
    {
        var places = new YamlPlaces(file);
        foreach (var problem in policies.Tighten(spec))
        {
            var place = places.Of(problem.Column?.Split('.') ?? []);
            yield return problem with { File = file.Path, Line = place.Line, Position = place.Position };
        }
    }
}
