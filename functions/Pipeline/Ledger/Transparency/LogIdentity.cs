namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>What a log is called and who signs for it.</summary>
public sealed record LogIdentity
{
    /// <param name="origin">The name of the log, and of its keys.</param>
    /// <param name="signers">All sign each checkpoint. One is Ed25519, which every reader of the format knows.</param>
    /// <exception cref="ArgumentException">No Ed25519 signer, or one whose key has another name.</exception>
    public LogIdentity(string origin, IReadOnlyList<INoteSigner> signers)
    {
        if (signers.All(signer => signer.Key.Type != NoteKey.Ed25519Type) || signers.Any(signer => signer.Key.Name != origin))
        {
            throw new ArgumentException($"Expected signers with keys named {origin}, one or more of them Ed25519.", nameof(signers));
        }

        (Origin, Signers) = (origin, signers);
    }

    public string Origin { get; }

    public IReadOnlyList<INoteSigner> Signers { get; }

    public IEnumerable<NoteKey> Keys => Signers.Select(signer => signer.Key);
}
