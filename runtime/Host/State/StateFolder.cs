using Embedded.Host.Settings;

namespace Embedded.Host.State;

/// <summary>The host's folder, held by one process at a time.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly FileStream held;

    /// <exception cref="StateFolderTakenException">Another process has it.</exception>
    public StateFolder(HostSettings settings)
    {
        Path = settings.StateFolder;
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, "host.lock");
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new StateFolderTakenException(Path);
        }
    }

    public string Path { get; }

    public string EngineFile => System.IO.Path.Combine(Path, "durable.db");

    public string TriggerFile => System.IO.Path.Combine(Path, "triggers.db");

    public string AddressFile => System.IO.Path.Combine(Path, "host.address.json");

    public void Dispose() => held.Dispose();
}
