using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Holds an evaluation to the gates that were sealed before training.</summary>
public sealed class GatesInForce(PipelineFiles pipelines, PolicyFiles policies, AuditLog audit)
{
    private const string Unreadable = "what lies there cannot be read";

    /// <param name="held">What the run is held to.</param>
    /// <returns>Null where the audit log's seal, the run's own specification and what lies there now are one.</returns>
    public async Task<RefusedEvaluation?> RefusalAsync(EvaluateInput input, PipelineSpec held, CancellationToken cancellation)
    {
        if (input.Seal is not { } planned)
        {
            return null;
        }

        var runId = input.Run.RunId;
        var entry = await audit.FindAsync(AuditChains.Run(runId), "gates", cancellation);
        var recorded = entry?.Event is { Action: "gates.sealed" } made ? made.Facts.GetValueOrDefault("seal") : null;
        string[] found = [planned, GateSeal.Of(held, input.Split), await InForceAsync(input, held, cancellation)];
        var differing = found.FirstOrDefault(one => !Digests.Same(one, recorded ?? ""));
        return differing is null ? null : new(runId, recorded ?? "none", differing, GateSeal.Refusal(recorded ?? "none", differing));
    }

    /// <summary>A specification that was only proposed is nobody's word: there the policies alone can have changed.</summary>
    private async Task<string> InForceAsync(EvaluateInput input, PipelineSpec held, CancellationToken cancellation)
    {
        var now = (await Specification.ReadAsync(pipelines, policies, input.Run.Model, cancellation)).Parse(input.Run.Model);
        var written = input.Data.PipelineConfirmed ? now.Pipeline : held;
        return written is null || now.Problems.Any(problem => problem.Severity == Severity.Error)
            ? Unreadable
            : GateSeal.Of(now.Policies.Apply(written), input.Split);
    }
}
