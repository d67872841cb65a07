using Embedded.DurableTask.Converters;

namespace Embedded.DurableTask.Worker;

/// <summary>Settings of a worker.</summary>
public class DurableTaskWorkerOptions
{
    /// <summary>Which versions a worker takes.</summary>
    public enum VersionMatchStrategy
    {
        /// <summary>Any.</summary>
        None = 0,

        /// <summary>Its own version only.</summary>
        Strict = 1,

        /// <summary>Its own version and older ones.</summary>
        CurrentOrOlder = 2,
    }

    /// <summary>What becomes of an orchestration whose version does not match.</summary>
    public enum VersionFailureStrategy
    {
        /// <summary>It waits for a worker that takes it.</summary>
        Reject = 0,

        /// <summary>It fails.</summary>
        Fail = 1,
    }

    /// <summary>How results and statuses are written. Default JSON.</summary>
    public DataConverter DataConverter
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = JsonDataConverter.Default;

    /// <summary>Kept for the sake of the signature: entities are left out.</summary>
    public bool EnableEntitySupport { get; set; }

    /// <summary>Kept for the sake of the signature: the embedded engine keeps timers of any length whole. Default 3 days.</summary>
    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);

    public ConcurrencyOptions Concurrency { get; } = new();

    /// <summary>Which versions are taken; null is any.</summary>
    public VersioningOptions? Versioning { get; set; }

    public bool IsVersioningSet => Versioning is not null;

    /// <summary>Asked before a turn of an orchestration; one refused waits. Null takes all.</summary>
    public IOrchestrationFilter? OrchestrationFilter { get; set; }

    public LoggingOptions Logging { get; } = new();

    /// <summary>How much runs at once.</summary>
    public class ConcurrencyOptions
    {
        /// <summary>Activities at once, at least 1. Default 100 for each processor.</summary>
        public int MaximumConcurrentActivityWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        /// <summary>Orchestration turns at once, at least 1. Default 100 for each processor.</summary>
        public int MaximumConcurrentOrchestrationWorkItems { get; set; } = 100 * Environment.ProcessorCount;

        /// <summary>Kept for the sake of the signature: entities are left out.</summary>
        public int MaximumConcurrentEntityWorkItems { get; set; } = 100 * Environment.ProcessorCount;
    }

    /// <summary>A worker's version and how it matches.</summary>
    public class VersioningOptions
    {
        public string Version { get; set; } = string.Empty;

        /// <summary>The version of sub-orchestrations called without one.</summary>
        public string DefaultVersion { get; set; } = string.Empty;

        public VersionMatchStrategy MatchStrategy { get; set; } = VersionMatchStrategy.None;

        public VersionFailureStrategy FailureStrategy { get; set; } = VersionFailureStrategy.Reject;
    }

    /// <summary>Names of log categories.</summary>
    public class LoggingOptions
    {
        public bool UseLegacyCategories { get; set; } = true;
    }
}
