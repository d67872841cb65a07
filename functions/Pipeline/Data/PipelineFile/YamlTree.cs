using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads YAML into nodes with places.</summary>
/// <remarks>
/// Built from the parser's events and not from its object model, which ends at the first repeated key. Anchors, aliases and tags are
/// refused: a specification needs none, and a few aliases of aliases can stand for gigabytes.
/// </remarks>
internal sealed class YamlTree
{
    public const int MaximumCharacters = 1 << 18;
    private const int MaximumDepth = 16;

    private readonly Parser _parser;
    private readonly YamlProblems _problems;

    private YamlTree(string text, YamlProblems problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <returns>The mapping that the file is; null where it is none, which is then among the problems.</returns>
    public static YamlMap? Read(string text, YamlProblems problems)
    {
        var top = new YamlPlace(1, 1);
        if (text.Length > MaximumCharacters)
        {
            problems.Error(
                YamlCodes.TooLarge, top, null, $"The file has {text.Length} characters; at most {MaximumCharacters} are read.",
                $"{text.Length} characters", $"at most {MaximumCharacters}");
            return null;
        }

        var tree = new YamlTree(text, problems);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException fault)
        {
            problems.Error(
                YamlCodes.Syntax, YamlPlace.Of(fault.Start), null,
                $"The file is not YAML from here on: {fault.InnerException?.Message ?? fault.Message}");
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The library answers so to some malformed scalars and tags, without a place: the last node read is the nearest.
            problems.Error(
                YamlCodes.Syntax, tree._parser.Current is { } last ? YamlPlace.Of(last.End) : top, null,
                "The file is not YAML from about here on.");
            return null;
        }
    }

    private YamlMap? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            _problems.Error(YamlCodes.WrongType, new YamlPlace(1, 1), null, "The file is empty; expected a mapping.", "", "a mapping");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _problems.Error(YamlCodes.Syntax, YamlPlace.Of(second.Start), null, "A second document begins here; expected one a file.");
        }

        if (root is YamlMap map)
        {
            return map;
        }

        _problems.Error(YamlCodes.WrongType, root.Place, null, $"The file is {root.Kind}; expected a mapping.", root.Kind, "a mapping");
        return null;
    }

    private YamlNode ReadNode(int depth)
    {
        if (_parser.Current is NodeEvent { Start: var start } node)
        {
            CheckPlain(node);
            if (depth > MaximumDepth)
            {
                throw new YamlException(start, start, $"nested more than {MaximumDepth} deep");
            }
        }

        if (_parser.TryConsume<MappingStart>(out var map))
        {
            return ReadMap(YamlPlace.Of(map.Start), depth);
        }

        if (_parser.TryConsume<SequenceStart>(out var list))
        {
            var items = new List<YamlNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return new YamlList(YamlPlace.Of(list.Start), items);
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            RefuseAlias(YamlPlace.Of(alias.Start));
            return new YamlScalar(YamlPlace.Of(alias.Start), "*" + alias.Value.Value, Plain: false);
        }

        var scalar = _parser.Consume<Scalar>();
        return new YamlScalar(YamlPlace.Of(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlMap ReadMap(YamlPlace place, int depth)
    {
        var entries = new List<YamlEntry>();
        var first = new Dictionary<string, YamlPlace>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar { Value: var name })
            {
                _problems.Error(YamlCodes.WrongType, key.Place, null, $"A key is {key.Kind}; expected a name.", key.Kind, "a name");
            }
            else if (first.TryGetValue(name, out var earlier))
            {
                _problems.Error(
                    YamlCodes.DuplicateKey, key.Place, name, $"'{name}' stands here and in line {earlier.Line}; expected once.", name,
                    "each key once");
            }
            else
            {
                first.Add(name, key.Place);
                entries.Add(new YamlEntry(name, key.Place, value));
            }
        }

        return new YamlMap(place, entries);
    }

    private void RefuseAlias(YamlPlace place) =>
        _problems.Error(YamlCodes.Alias, place, null, "Anchors and aliases are not read; write the value out.", expected: "a value");

    private void CheckPlain(NodeEvent node)
    {
        var place = YamlPlace.Of(node.Start);
        if (!node.Anchor.IsEmpty)
        {
            RefuseAlias(place);
        }

        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            _problems.Error(
                YamlCodes.Alias, place, null, "Tags are not read; write the plain value.", node.Tag.Value, "a value without a tag");
        }
    }
}
