using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.App.Activities;

/// <summary>Whether a file can be trained on, with every reason at once: what people wrote, the file itself, the policy, and what it would teach.</summary>
/// <param name="Problems">Errors, and what its owner should know.</param>
public abstract record Fitness(IReadOnlyList<Problem> Problems)
{
    /// <summary>Null where the table could not be read, or nothing in it can be predicted.</summary>
    public DataJudgement? Judgement { get; init; }

    /// <summary>Of the file, with each column's association with the target where there is one.</summary>
    public DatasetProfile? Profile { get; init; }

    /// <summary>What the file was judged by; null where it could not be.</summary>
    public PipelineSpec? Spec { get; init; }

    /// <param name="Held">What the run is held to.</param>
    /// <param name="ProposedYaml">A pipeline.yaml to confirm, where none lay there.</param>
    public sealed record Fit(PipelineSpec Held, TableSchema Schema, IReadOnlyList<Problem> Problems, string? ProposedYaml) : Fitness(Problems)
    {
        /// <summary>Columns whose values were replaced by tokens before the file was kept.</summary>
        public IReadOnlyList<string> Masked { get; init; } = [];
    }

    public sealed record Unfit(IReadOnlyList<Problem> Problems) : Fitness(Problems);

    /// <summary>Without the values of columns that hold personal data.</summary>
    public Fitness Shown(Disclosure disclosure) => this with
    {
        Problems = disclosure.Of(Problems),
        Profile = Profile is null ? null : disclosure.Of(Profile),
    };

    /// <summary>With what is wrong with the model that was brought.</summary>
    public Fitness Refused(IReadOnlyList<Problem> more) => new Unfit([.. Problems, .. more]) { Judgement = Judgement, Profile = Profile, Spec = Spec };

    /// <param name="hasPipeline">A pipeline.yaml lies there, whether it can be read or not: then none is proposed.</param>
    /// <param name="reference">The data of the last approved version; null where there is none.</param>
    public static Fitness Of(RunRequest request, ReadSpecification written, bool hasPipeline, ReadOutcome read, Table? reference)
    {
        var problems = new List<Problem>(written.Problems);
        if (read is not ReadOutcome.Clean clean)
        {
            return new Unfit([.. problems, .. ((ReadOutcome.Faulty)read).Problems]) { Spec = written.Pipeline, Profile = read.Profile };
        }

        problems.AddRange(clean.Warnings);
        if (written.Pipeline is { } confirmed)
        {
            return Judge(request, confirmed, written, clean, reference, null, problems);
        }

        return hasPipeline ? new Unfit(problems) { Profile = clean.Profile } : Propose(request, written, clean, problems);
    }

    private static Fitness Propose(RunRequest request, ReadSpecification written, ReadOutcome.Clean clean, List<Problem> problems)
    {
        switch (PipelineProposal.Infer(request.Model, clean.Schema, clean.Table))
        {
            case ProposalOutcome.Proposed proposal:
                return Judge(request, proposal.Spec, written, clean, null, proposal.Yaml, problems);
            case ProposalOutcome.NothingToPredict nothing:
                problems.AddRange(nothing.Problems);
                break;
        }

        return new Unfit(problems) { Profile = clean.Profile };
    }

    private static Fitness Judge(
        RunRequest request, PipelineSpec spec, ReadSpecification written, ReadOutcome.Clean clean, Table? reference, string? yaml, List<Problem> problems)
    {
        problems.AddRange(TrainingReadiness.Check(spec, clean.Table, request.OfData.File));
        var held = written.Policies.Apply(spec);
        var isReady = !problems.Exists(IsError);
        var isBrought = request.Evaluation is not null;
        var split = !isReady ? null : isBrought ? EvaluationSplit.Of(clean.Table, held) : Splitter.Assign(clean.Table, held);
        problems.AddRange(split is null || isBrought ? [] : SplitReadiness.Check(split, Labels.Of(clean.Table, held), request.File));
        var judgement = DataJudge.Judge(clean.Table, held, request.OfData.File, split, reference, Options(held, written.Contract));
        problems.AddRange(judgement.Problems);
        var profile = isReady ? TargetAssociations.Add(clean.Profile!, clean.Table, held) : clean.Profile;
        return problems.Exists(IsError)
            ? new Unfit(problems) { Judgement = judgement, Spec = spec, Profile = profile }
            : new Fit(held, clean.Schema, problems, yaml)
            {
                Judgement = judgement,
                Spec = held,
                Profile = profile,
                Masked = clean.PersonalVerdict?.Masked ?? [],
            };
    }

    private static JudgementOptions Options(PipelineSpec spec, DataContract? contract) => new()
    {
        Seed = spec.Split.Seed,
        OutcomeDate = spec.OutcomeDate,
        Acknowledged = (contract?.Objects ?? []).SelectMany(table => table.Properties)
            .Where(property => property.Acknowledged.Contains(ContractProperty.Leakage))
            .SelectMany(property => new[] { property.Name, property.PhysicalName ?? property.Name }).ToHashSet(StringComparer.Ordinal),
    };

    private static bool IsError(Problem problem) => problem.Severity == Severity.Error;
}
