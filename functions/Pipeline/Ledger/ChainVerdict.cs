using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>What was done to a chain.</summary>
public enum ChainFault
{
    /// <summary>An entry does not hash to what it says.</summary>
    Edited,

    /// <summary>An entry is missing.</summary>
    Deleted,

    /// <summary>Entries stand in another order, or one stands there twice.</summary>
    Reordered,

    /// <summary>An entry hashes well, and is not the one that its neighbour names.</summary>
    Replaced,

    /// <summary>The last entries are missing, or entries follow the recorded head.</summary>
    Truncated,
}

/// <summary>What was found when every link was computed again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Intact), "intact")]
[JsonDerivedType(typeof(Broken), "broken")]
public abstract record ChainVerdict
{
    private ChainVerdict()
    {
    }

    /// <param name="Count">Entries.</param>
    /// <param name="Head">Hash of the last entry; 64 zeros when there is none.</param>
    public sealed record Intact(long Count, string Head) : ChainVerdict;

    /// <param name="FirstBadSequence">The lowest sequence that is not what was recorded.</param>
    /// <param name="Reason">One sentence.</param>
    public sealed record Broken(long FirstBadSequence, ChainFault Fault, string Reason) : ChainVerdict;
}

/// <summary>How far a chain had come: with it, missing last entries are seen too.</summary>
/// <param name="Count">Entries.</param>
/// <param name="Hash">Of the last entry; 64 zeros when there is none.</param>
public sealed record ChainHead(long Count, string Hash)
{
    public static readonly ChainHead Empty = new(0, Digests.Zero);

    /// <param name="entry">The last entry; null where there is none.</param>
    public static ChainHead After(Contracts.AuditEntry? entry) => entry is null ? Empty : new(entry.Sequence + 1, entry.Hash);
}
