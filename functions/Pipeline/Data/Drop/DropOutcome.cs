using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a blob in the drop zone is to the pipeline.</summary>
public abstract record DropOutcome
{
    private DropOutcome()
    {
    }

    /// <summary>An upload: one run.</summary>
    public sealed record Dataset(RunRequest Request) : DropOutcome;

    /// <summary>Never a run; a receipt beside it says why.</summary>
    public sealed record Refused(DroppedBlob Blob, Problem Why) : DropOutcome
    {
        /// <summary>Where models are brought, and not among the datasets.</summary>
        public bool IsModel { get; init; }
    }

    /// <summary>Nothing is done and nothing is written: it is no drop, not one yet, or none that a receipt could lie beside.</summary>
    public sealed record PassedOver(string Why) : DropOutcome;
}
