using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.App.Serving;
using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Puts the chosen model beside approved versions, each loaded as it would be for answering and scored again on the test rows.</summary>
public sealed class ContestDesk(Aliases aliases, Registry registry, ModelServer server, ContestData trained)
{
    /// <returns>Null where no version is live.</returns>
    public async Task<ContestReport?> HoldAsync(
        EvaluateInput input, Table table, PipelineSpec spec, int[] rows, Scorer chosen, int resamples, CancellationToken cancellation)
    {
        var model = input.Run.Model;
        if (await aliases.FindAsync(model, cancellation: cancellation) is not { Version: var champion })
        {
            return null;
        }

        int[] approved = [.. (await registry.VersionsAsync(model, cancellation)).Select(version => version.Version)];
        var primary = CandidateSelection.MetricOf(spec);
        var target = Labels.Of(table, spec);
        var challenger = new Contestant(chosen.Score(table, rows).Against(target, rows), chosen.Model.Threshold ?? 0.5);
        var field = new Dictionary<int, Entrant>();
        foreach (var version in ContestField.Of(approved, champion))
        {
            field[version] = await EnterAsync(model, version, table, spec, target, rows, primary, challenger.Test.Costs, cancellation);
        }

        var best = ContestField.Best(field.ToDictionary(entry => entry.Key, entry => entry.Value.Primary), CandidateSelection.HigherIsBetter(primary));
        var roles = ContestField.Roles(champion, field.Keys.Min(), best);
        Contestant[] compared = [.. roles.Select(role => field[role.Version].Contestant).OfType<Contestant>()];
        var measures = new Queue<IReadOnlyList<PairedMeasure>>(
            await Task.Run(() => PairedMeasures.Of(challenger, compared, primary, spec.Split.Seed, resamples), cancellation));
        var opponents = new List<Opponent>();
        foreach (var (version, named) in roles)
        {
            var entrant = field[version];
            opponents.Add(entrant.Contestant is null
                ? new Opponent(version, named, [], null, entrant.Unmeasured) { Candidate = entrant.Candidate }
                : new Opponent(version, named, measures.Dequeue(), await trained.SharedAsync(entrant.Live!, input.Data, table, spec, rows, cancellation))
                {
                    Candidate = entrant.Candidate,
                });
        }

        return new(primary, opponents, approved.Length, field.Values.Count(entrant => entrant.Primary is not null));
    }

    private async Task<Entrant> EnterAsync(
        string model, int version, Table table, PipelineSpec spec, TargetVector target, int[] rows, string primary,
        IReadOnlyList<IReadOnlyList<double>>? costs, CancellationToken cancellation)
    {
        LiveModel live;
        try
        {
            live = await server.LoadAsync(model, version);
        }
        catch (AlteredReleaseException altered)
        {
            return new(null, null, null, null, altered.Message);
        }

        using var scorer = live.Scorer;
        if (Unfit(scorer, table, spec, target) is { } unfit)
        {
            return new(live.Manifest.Candidate, null, null, null, unfit);
        }

        return await Task.Run(
            () =>
            {
                var contestant = new Contestant(scorer.Score(table, rows).Against(target, rows), scorer.Model.Threshold ?? 0.5);
                return new Entrant(live.Manifest.Candidate, live, contestant, contestant.Point(primary, costs).Value, null);
            },
            cancellation);
    }

    /// <summary>Why a version cannot answer these rows, as a sentence; null where it can.</summary>
    private static string? Unfit(Scorer scorer, Table table, PipelineSpec spec, TargetVector target)
    {
        var model = scorer.Model;
        return model.Task != spec.Task ? $"It was made for a {model.Task} task; this is a {spec.Task} one."
            : model.Target != spec.Target ? $"It predicts '{model.Target}'; here '{spec.Target}' is predicted."
            : !model.Classes.SequenceEqual(target.Classes)
                ? $"It knows the classes {string.Join(", ", model.Classes)}; here they are {string.Join(", ", target.Classes)}."
            : scorer.Check(table) is { Count: > 0 } lacks ? string.Join(' ', lacks.Select(lack => lack.Message))
            : null;
    }

    /// <param name="Contestant">Null exactly where <paramref name="Unmeasured"/> says why.</param>
    private sealed record Entrant(string? Candidate, LiveModel? Live, Contestant? Contestant, double? Primary, string? Unmeasured);
}
