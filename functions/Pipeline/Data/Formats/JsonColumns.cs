using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The keys of JSON Lines as columns, in the order in which they first appeared.</summary>
internal sealed class JsonColumns
{
    private const int NameCharacters = 1_000;

    private readonly List<string> _names = [];
    private readonly List<byte[]> _keys = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private int _next;

    public JsonColumns(IReadOnlyList<string>? names)
    {
        foreach (var name in names ?? [])
        {
            Add(name);
        }
    }

    public IReadOnlyList<string> Names => _names;

    /// <summary>Objects mostly have their keys in one order: after this one the first is looked for first.</summary>
    public void BeginRow() => _next = 0;

    /// <param name="key">As it stands in the file, without escapes.</param>
    /// <returns>The column, -1 for a key that is new.</returns>
    public int Find(ReadOnlySpan<byte> key)
    {
        if (_next < _keys.Count && key.SequenceEqual(_keys[_next]))
        {
            return _next++;
        }

        if (!_byName.TryGetValue(Name(key), out var column))
        {
            return -1;
        }

        _next = column + 1;
        return column;
    }

    public int Add(ReadOnlySpan<byte> key) => Add(Name(key));

    private int Add(string name)
    {
        _byName[name] = _names.Count;
        _names.Add(name);
        _keys.Add(Encoding.UTF8.GetBytes(name));
        return _names.Count - 1;
    }

    /// <summary>The name of the column that a key is, without escapes.</summary>
    public static string Name(ReadOnlySpan<byte> key)
    {
        var name = Encoding.UTF8.GetString(key[..Math.Min(key.Length, 4 * NameCharacters)]).Trim();
        return name[..Math.Min(name.Length, NameCharacters)].Replace('\0', '\u2400');
    }
}
