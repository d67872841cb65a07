using System.Globalization;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads one mapping key by key, says what is wrong with each value, and at the end which keys nobody asked for.</summary>
internal sealed class YamlSection(YamlMap map, string path, YamlProblems problems)
{
    private readonly List<string> _known = [];

    public YamlPlace Place => map.Place;

    /// <summary>Of a key, or of the section where the key is not there.</summary>
    public YamlPlace PlaceOf(string key) => map.Entries.FirstOrDefault(entry => entry.Key == key)?.Place ?? map.Place;

    public string Path(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public bool Has(string key) => map.Entries.Any(entry => entry.Key == key);

    public IEnumerable<YamlEntry> Entries => map.Entries;

    /// <summary>The value of a key; null where it is not there, which is an error where it is required.</summary>
    public YamlNode? Node(string key, bool required = false)
    {
        _known.Add(key);
        var value = map.Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
        if (value is null && required)
        {
            problems.Error(YamlCodes.MissingKey, map.Place, Path(key), $"'{Path(key)}' is missing.", expected: $"a value for {Path(key)}");
        }

        return value;
    }

    public string? Text(string key, bool required = false) => Node(key, required) is { } node ? AsText(node, Path(key)) : null;

    /// <summary>A text that may as well be written as nothing.</summary>
    public string? OptionalText(string key) => Node(key) is { } node and not YamlScalar { IsNull: true } ? AsText(node, Path(key)) : null;

    public double? Number(string key) => Node(key) is { } node ? AsNumber(node, Path(key)) : null;

    public int? Whole(string key, int minimum, int maximum)
    {
        if (Node(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalar { Value: var text }
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole >= minimum && whole <= maximum)
        {
            return whole;
        }

        var code = node is YamlScalar { Value: var digits } && long.TryParse(digits, out _) ? YamlCodes.OutOfRange : YamlCodes.WrongType;
        problems.Error(
            code, node.Place, Path(key), $"'{Path(key)}' is {node.Kind}; expected a whole number from {minimum} to {maximum}.", node.Kind,
            $"{minimum} to {maximum}");
        return null;
    }

    public bool? Truth(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalar { Value: "true" }:
                return true;
            case YamlScalar { Value: "false" }:
                return false;
            case var node:
                problems.Error(
                    YamlCodes.WrongType, node.Place, Path(key), $"'{Path(key)}' is {node.Kind}; expected true or false.", node.Kind,
                    "true or false");
                return null;
        }
    }

    /// <summary>One of a closed set of words.</summary>
    public string? OneOf(string key, IReadOnlyList<string> known, bool required = false)
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        return CheckKnown(text, known, PlaceOfValue(key), Path(key)) ? text : null;
    }

    /// <summary>The items of a list with their places; a single value is a mistake that is named.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case var node:
                problems.Error(
                    YamlCodes.WrongType, node.Place, Path(key), $"'{Path(key)}' is {node.Kind}; expected a list.", node.Kind, "a list");
                return [];
        }
    }

    /// <summary>A list of texts, each once.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Items(key))
        {
            if (AsText(item, Path(key)) is not { } text)
            {
                continue;
            }

            if (texts.Contains(text))
            {
                problems.Error(
                    YamlCodes.Contradiction, item.Place, Path(key), $"'{text}' stands twice in '{Path(key)}'.", text, "each once");
            }
            else
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>The items of a list of mappings.</summary>
    /// <param name="expected">What an item is, e.g. <c>a mapping with name</c>.</param>
    public IReadOnlyList<YamlSection> Sections(string key, string expected)
    {
        var sections = new List<YamlSection>();
        foreach (var item in Items(key))
        {
            if (item is YamlMap nested)
            {
                sections.Add(new YamlSection(nested, Path(key), problems));
            }
            else
            {
                problems.Error(
                    YamlCodes.WrongType, item.Place, Path(key), $"An item of '{Path(key)}' is {item.Kind}; expected {expected}.", item.Kind,
                    expected);
            }
        }

        return sections;
    }

    /// <summary>Keys that have a meaning, and none here.</summary>
    public void Accept(params IEnumerable<string> keys) => _known.AddRange(keys);

    public YamlSection? Section(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMap nested:
                return new YamlSection(nested, Path(key), problems);
            case var node:
                problems.Error(
                    YamlCodes.WrongType, node.Place, Path(key), $"'{Path(key)}' is {node.Kind}; expected a mapping.", node.Kind, "a mapping");
                return null;
        }
    }

    public bool CheckKnown(string text, IReadOnlyList<string> known, YamlPlace place, string field)
    {
        if (known.Contains(text))
        {
            return true;
        }

        var nearest = NearestName.Of(text, known) is { } name ? $" Did you mean '{name}'?" : "";
        problems.Error(
            YamlCodes.UnknownValue, place, field,
            $"'{field}' is '{ProblemList.Cut(text)}'; expected one of {string.Join(", ", known)}.{nearest}", text, string.Join(", ", known));
        return false;
    }

    public YamlPlace PlaceOfValue(string key) => map.Entries.FirstOrDefault(entry => entry.Key == key)?.Value.Place ?? map.Place;

    /// <summary>Says which keys have no meaning here: nothing is accepted that has no effect.</summary>
    public void Close()
    {
        foreach (var entry in map.Entries.Where(entry => !_known.Contains(entry.Key)))
        {
            var nearest = NearestName.Of(entry.Key, _known) is { } name ? $" Did you mean '{name}'?" : "";
            problems.Error(
                YamlCodes.UnknownKey, entry.Place, Path(entry.Key), $"'{Path(ProblemList.Cut(entry.Key)!)}' is not known here.{nearest}",
                entry.Key, string.Join(", ", _known));
        }
    }

    public string? AsText(YamlNode node, string field)
    {
        if (node is YamlScalar { IsNull: false } scalar && scalar.Value.Trim().Length > 0)
        {
            return scalar.Value.Trim();
        }

        problems.Error(YamlCodes.WrongType, node.Place, field, $"'{field}' is {node.Kind}; expected text.", node.Kind, "text");
        return null;
    }

    public double? AsNumber(YamlNode node, string field)
    {
        if (node is YamlScalar { Value: var text } && Cell.TryNumber(text, decimalComma: false, out var number) && double.IsFinite(number))
        {
            return number;
        }

        problems.Error(YamlCodes.WrongType, node.Place, field, $"'{field}' is {node.Kind}; expected a number.", node.Kind, "a number");
        return null;
    }
}
