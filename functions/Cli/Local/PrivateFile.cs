namespace ServerlessMlops.Cli.Local;

/// <summary>A file that only its owner may read (mode 0600), seen whole or not at all.</summary>
internal static class PrivateFile
{
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
        }

        File.Move(draft, path, overwrite: true);
    }
}
