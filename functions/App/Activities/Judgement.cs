using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.App.Activities;

/// <summary>Whether a file can be trained on, with every reason at once: the specification's, the file's and the policy's.</summary>
public abstract record Judgement
{
    private Judgement()
    {
    }

    /// <param name="ProposedYaml">A pipeline.yaml to confirm, where none lay there.</param>
    public sealed record Fit(PipelineSpec Spec, TableSchema Schema, IReadOnlyList<Problem> Warnings, string? ProposedYaml) : Judgement;

    public sealed record Unfit(IReadOnlyList<Problem> Problems) : Judgement;

    /// <param name="parsed">Null where no pipeline.yaml lies there.</param>
    public static Judgement Of(RunRequest request, SpecOutcome? parsed, ReadOutcome read)
    {
        var problems = new List<Problem>();
        if (parsed is SpecOutcome.Invalid invalid)
        {
            problems.AddRange(invalid.Problems);
        }

        if (read is ReadOutcome.Faulty faulty)
        {
            problems.AddRange(faulty.Problems);
        }

        if (parsed is SpecOutcome.Valid valid)
        {
            problems.AddRange(valid.Warnings);
            problems.AddRange(BuiltInPolicy.Tighten(valid.Spec));
            if (valid.Spec.Model != request.Model)
            {
                problems.Add(new(
                    "WRONG_MODEL", $"pipeline.yaml is for model {valid.Spec.Model}; the file was dropped for {request.Model}.",
                    File: "pipeline.yaml", Column: "model", Seen: valid.Spec.Model, Expected: request.Model));
            }
        }

        if (read is not ReadOutcome.Clean clean || parsed is SpecOutcome.Invalid)
        {
            return new Unfit(problems);
        }

        problems.AddRange(clean.Warnings);
        return parsed is SpecOutcome.Valid { Spec: var spec } ? Ready(request, spec, clean, null, problems) : Proposed(request, clean, problems);
    }

    private static Judgement Proposed(RunRequest request, ReadOutcome.Clean clean, List<Problem> problems)
    {
        switch (PipelineProposal.Infer(request.Model, clean.Schema, clean.Table))
        {
            case ProposalOutcome.Proposed proposal:
                return Ready(request, proposal.Spec, clean, proposal.Yaml, problems);
            case ProposalOutcome.NothingToPredict nothing:
                problems.AddRange(nothing.Problems);
                break;
        }

        return new Unfit(problems);
    }

    private static Judgement Ready(RunRequest request, PipelineSpec spec, ReadOutcome.Clean clean, string? yaml, List<Problem> problems)
    {
        problems.AddRange(TrainingReadiness.Check(spec, clean.Table, request.File));
        return problems.Exists(problem => problem.Severity == Severity.Error)
            ? new Unfit(problems)
            : new Fit(BuiltInPolicy.Apply(spec), clean.Schema, problems, yaml);
    }
}
