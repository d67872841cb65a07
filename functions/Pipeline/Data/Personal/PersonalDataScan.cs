using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Searches a file for personal data, in the one pass over it.</summary>
/// <remarks>
/// <see cref="Watch"/> is called once for each column before its cells go by, <see cref="Finish"/> once after the last. Memory is bounded:
/// at most 1,024 hashes a form in a column.
/// </remarks>
internal sealed class PersonalDataScan
{
    private readonly Dictionary<string, PersonalDataWatch> _watches = new(StringComparer.Ordinal);

    public PersonalDataWatch Watch(string column)
    {
        var watch = new PersonalDataWatch(column);
        _watches.Add(column, watch);
        return watch;
    }

    /// <param name="names">All columns of the file, in its order.</param>
    public PersonalDataReport Finish(IReadOnlyList<string> names) => new()
    {
        Columns = names.Count,
        Findings = [.. names.Where(_watches.ContainsKey).SelectMany(name => ColumnFindings.Of(_watches[name]))],
    };
}
