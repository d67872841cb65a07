using System.Text;
using ServerlessMlops.Cli.Local;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Cli.Ledger;

/// <summary>What this machine has verified of a log before: whose signature to believe, and the checkpoints that the log must continue.</summary>
/// <param name="folder"><c>{state folder}/ledger-verified</c>. Copy it to where the log's keeper cannot write, and it shows more.</param>
internal sealed class LedgerMemory(string folder)
{
    private string KeysFile => Path.Combine(folder, "keys");

    private string Checkpoints => Path.Combine(folder, "checkpoints");

    public static LedgerMemory Of(StateFolder state) => new(Path.Combine(state.Path, "ledger-verified"));

    /// <summary>Empty before the first verification.</summary>
    public IReadOnlyList<NoteKey> Keys => File.Exists(KeysFile) ? [.. File.ReadAllLines(KeysFile).Select(KeyOf)] : [];

    public IReadOnlyList<byte[]> Notes => Directory.Exists(Checkpoints) ? [.. Directory.GetFiles(Checkpoints).Select(File.ReadAllBytes)] : [];

    /// <exception cref="CommandFault">The text is no verifier key.</exception>
    public static NoteKey KeyOf(string text) => NoteKey.TryParse(text)
        ?? throw new CommandFault($"'{text}' is no verifier key.", "name+id+base64, as `mlops ledger checkpoint` prints it");

    public void Keep(IEnumerable<NoteKey> keys, Checkpoint head, byte[] note)
    {
        Directory.CreateDirectory(Checkpoints);
        PrivateFile.Write(KeysFile, Encoding.UTF8.GetBytes(string.Concat(keys.Select(key => key.Text + "\n"))));
        PrivateFile.Write(Path.Combine(Checkpoints, $"{head.Size}"), note);
    }
}
