using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>What was done to a log.</summary>
public enum LogFault
{
    /// <summary>No known key signed its head.</summary>
    Unsigned,

    /// <summary>An entry is not the one whose hash is in the tree.</summary>
    Edited,

    /// <summary>An entry is missing, and others follow.</summary>
    Deleted,

    /// <summary>The entries of the tree stand in another order.</summary>
    Reordered,

    /// <summary>The last entries are missing, or the log is shorter than a checkpoint that was kept.</summary>
    Truncated,

    /// <summary>Entries and tiles agree with each other, and not with a checkpoint.</summary>
    Rewritten,
}

/// <summary>What was found when a whole log was hashed again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Whole), "whole")]
[JsonDerivedType(typeof(Broken), "broken")]
public abstract record LogVerdict
{
    private LogVerdict()
    {
    }

    /// <param name="Root">Hexadecimal.</param>
    /// <param name="KeptChecked">Checkpoints, beside the newest, that the log was found to continue.</param>
    public sealed record Whole(string Origin, long Size, string Root, int KeptChecked) : LogVerdict;

    /// <param name="FirstBadIndex">The lowest entry that is not, or may not be, what was logged; all before it are.</param>
    /// <param name="LastBadIndex">Where only a range can be told: the first bad entry is not behind it.</param>
    /// <param name="Reason">One sentence.</param>
    public sealed record Broken(LogFault Fault, long FirstBadIndex, long LastBadIndex, string Reason) : LogVerdict;
}
