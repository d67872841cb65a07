namespace Embedded.Host.State;

/// <summary>Two processes may not share one state folder.</summary>
internal sealed class StateFolderTakenException(string folder)
    : InvalidOperationException($"Another process runs on the state folder {folder}. Stop it, or set Mlops__StateFolder to another folder.")
{
    public string Folder { get; } = folder;
}
