namespace ServerlessMlops.Pipeline.Data;

/// <summary>Where things stand in a file that was read before without errors.</summary>
internal sealed class YamlPlaces(SpecificationFile file)
{
    private readonly YamlMap? _root = YamlTree.Read(file.Text, new YamlProblems(file.Path));

    /// <summary>
    /// The value under a path of keys, or as much of the path as there is; a list is looked through for a mapping that has the key.
    /// </summary>
    public YamlPlace Of(params IReadOnlyList<string> path)
    {
        YamlNode? node = _root;
        var place = new YamlPlace(1, 1);
        foreach (var key in path)
        {
            var entry = node switch
            {
                YamlMap map => Find(map, key),
                YamlList list => list.Items.OfType<YamlMap>().Select(map => Find(map, key)).FirstOrDefault(found => found is not null),
                _ => null,
            };
            if (entry is null)
            {
                break;
            }

            (node, place) = (entry.Value, entry.Place);
        }

        return place;
    }

    /// <summary>A word in the section under a key, wherever it stands there; else the section.</summary>
    public YamlPlace OfWord(string key, string word)
    {
        var section = _root is null ? null : Find(_root, key);
        return section is null ? new YamlPlace(1, 1) : Search(section.Value, word) ?? section.Place;
    }

    private static YamlPlace? Search(YamlNode node, string word) => node switch
    {
        YamlScalar scalar => scalar.Value.Trim() == word ? scalar.Place : null,
        YamlList list => list.Items.Select(item => Search(item, word)).FirstOrDefault(place => place is not null),
        YamlMap map => map.Entries.Select(entry => entry.Key == word ? entry.Place : Search(entry.Value, word))
            .FirstOrDefault(place => place is not null),
        _ => null,
    };

    private static YamlEntry? Find(YamlMap map, string key) => map.Entries.FirstOrDefault(entry => entry.Key == key);
}
