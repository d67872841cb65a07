using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Which table of a contract a file is held to.</summary>
internal static class ContractTable
{
    /// <returns>The one that has the file's name, with or without its ending; else the first. Null where there is none.</returns>
    public static ContractObject? Of(DataContract contract, string file, out bool isGuess)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        var named = contract.Objects.FirstOrDefault(table => IsNamed(table.PhysicalName, name) || IsNamed(table.Name, name));
        isGuess = named is null && contract.Objects.Count > 1;
        return named ?? contract.Objects.FirstOrDefault();
    }

    private static bool IsNamed(string? table, string file)
    {
        var stem = file.IndexOf('.') is var dot and > 0 ? file[..dot] : file;
        return string.Equals(table, file, StringComparison.OrdinalIgnoreCase)
            || string.Equals(table, stem, StringComparison.OrdinalIgnoreCase);
    }
}
