using Embedded.Engine.Store;

namespace Embedded.Sqlite;

/// <summary>One process for one state file: an exclusive lock on a file beside it, which the system frees when the process dies.</summary>
internal static class StateLock
{
    /// <exception cref="StateInUseException">Someone has it.</exception>
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            throw new StateInUseException(path);
        }
    }
}
