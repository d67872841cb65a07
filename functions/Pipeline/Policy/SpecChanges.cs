using System.Text.Json.Nodes;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>One thing that differs between two specifications.</summary>
/// <param name="Field">As pipeline.yaml calls it, e.g. <c>approval.quorum</c>; of a gate: <c>gates</c>.</param>
/// <param name="Before">Null where it is new.</param>
/// <param name="After">Null where it is gone.</param>
public sealed record SpecChange(string Field, string? Before, string? After);

/// <summary>What changed since a version was approved.</summary>
/// <param name="IsOwn">The viewer approved that one; else they have approved none, and it is the newest.</param>
public sealed record ChangesSince(int Version, bool IsOwn, IReadOnlyList<SpecChange> Changes);

/// <summary>What changed in what a model is held to, since it was last approved.</summary>
public static class SpecChanges
{
    /// <returns>Gates first, then fields in the order of their names. Empty: nothing changed.</returns>
    public static IReadOnlyList<SpecChange> Between(PipelineSpec before, PipelineSpec after) => [.. Gates(before, after), .. Fields(before, after)];

    private static IEnumerable<SpecChange> Gates(PipelineSpec before, PipelineSpec after)
    {
        string[] old = [.. before.Gates.Select(GateText.Asked)], now = [.. after.Gates.Select(GateText.Asked)];
        return [.. old.Except(now).Select(gate => new SpecChange("gates", gate, null)), .. now.Except(old).Select(gate => new SpecChange("gates", null, gate))];
    }

    private static IEnumerable<SpecChange> Fields(PipelineSpec before, PipelineSpec after)
    {
        var (old, now) = (Flat(before), Flat(after));
        return old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(field => new SpecChange(field, old.GetValueOrDefault(field), now.GetValueOrDefault(field)))
            .Where(change => change.Before != change.After);
    }

    private static Dictionary<string, string> Flat(PipelineSpec spec)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten(JsonNode.Parse(MlopsJson.Write(spec with { Gates = [] })), "", fields);
        return fields;
    }

    private static void Flatten(JsonNode? node, string path, Dictionary<string, string> fields)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var (key, value) in mapping)
                {
                    Flatten(value, path.Length == 0 ? key : $"{path}.{key}", fields);
                }

                break;
            case JsonArray list when list.Any(item => item is JsonObject):
                for (var place = 0; place < list.Count; place++)
                {
                    Flatten(list[place], $"{path}[{Name(list[place]) ?? $"{place}"}]", fields);
                }

                break;
            case JsonArray { Count: 0 } or null:
                break;
            case JsonArray list:
                fields[path] = string.Join(", ", list.Select(item => item?.ToString()));
                break;
            default:
                fields[path] = node.ToString();
                break;
        }
    }

    /// <summary>Items are told apart by what names them, so that one more at the front changes one line and not all.</summary>
    private static string? Name(JsonNode? item) => item is JsonObject named ? (named["column"] ?? named["name"])?.ToString() : null;
}
