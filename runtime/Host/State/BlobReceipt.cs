namespace Embedded.Host.State;

/// <summary>How far a function has come with one state of a blob.</summary>
internal sealed record BlobReceipt
{
    /// <summary>The state, without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Failed tries, 0 or more.</summary>
    public required int Tries { get; init; }

    /// <summary>Whether it was handled or set aside.</summary>
    public required bool IsDone { get; init; }
}
