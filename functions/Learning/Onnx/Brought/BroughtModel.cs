using ServerlessMlops.Learning.Onnx.Reading;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Onnx;

/// <summary>Takes in a model that was made elsewhere: read within limits, bound to the data, then loaded and asked; see docs/exports.md.</summary>
public static class BroughtModel
{
    /// <summary>The name of its candidate.</summary>
    public const string Candidate = "onnx";

    /// <param name="file">The name that problems carry.</param>
    /// <param name="table">The evaluation data, found ready for <paramref name="spec"/>; null where they were not: then the bytes alone.</param>
    public static BroughtOutcome Take(byte[] bytes, string file, Table? table, PipelineSpec? spec)
    {
        var (sketch, problems) = OnnxSketchReader.Read(bytes, file);
        if (table is null || spec is null || sketch is null)
        {
            return new BroughtOutcome.Refused(problems);
        }

        var findings = new OnnxFindings(file);
        var binding = GraphBinding.Of(sketch, table, spec, findings);
        if (problems.Count > 0 || binding is null)
        {
            return new BroughtOutcome.Refused([.. problems, .. findings.All]);
        }

        return GraphTrial.Run(bytes, binding, table, spec, findings) is { } model
            ? new BroughtOutcome.Taken(model)
            : new BroughtOutcome.Refused(findings.All);
    }
}

/// <summary>What taking in a brought model came to.</summary>
public abstract record BroughtOutcome
{
    private BroughtOutcome()
    {
    }

    public sealed record Taken(ModelFile Model) : BroughtOutcome;

    /// <param name="Problems">All that were found; empty only where the data could not be judged either.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : BroughtOutcome;
}
