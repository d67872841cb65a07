namespace ServerlessMlops.Cli.Local;

internal static class InputFiles
{
    /// <summary>A file that is there, or a fault that says which is not.</summary>
    public static FileInfo Existing(FileInfo file) => file.Exists
        ? file
        : throw CommandFault.Usage(Directory.Exists(file.FullName) ? $"{file.FullName} is a folder; expected a file." : $"There is no file {file.FullName}.");
}
