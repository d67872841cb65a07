using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Pages.Tests;

/// <summary>A record with every text in it replaced, keys too: what an attacker would put wherever they may write.</summary>
internal static class Hostile
{
    // Words of closed lists stay, or the record could not be read again.
    private static readonly HashSet<string> Closed = new(
        new[] { typeof(RunState), typeof(ApprovalState), typeof(VoteChoice), typeof(GateOutcome), typeof(ModelTask), typeof(ColumnKind), typeof(Severity), typeof(ActorKind), typeof(DeploymentCause), typeof(LeakVerdict), typeof(DriftRole), typeof(PersonalDataKind) }
            .SelectMany(Enum.GetNames).Select(JsonNamingPolicy.CamelCase.ConvertName));

    public static T Of<T>(T record, string text) => MlopsJson.Read<T>(Replace(JsonSerializer.SerializeToNode(record, MlopsJson.Options), text)!.ToJsonString());

    private static JsonNode? Replace(JsonNode? node, string text) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, p.Key == "kind" ? p.Value?.DeepClone() : Replace(p.Value, text)))),
        JsonArray a => new JsonArray([.. a.Select(item => Replace(item, text))]),
        JsonValue v when v.TryGetValue<string>(out var s) && Replaceable(s) => JsonValue.Create(text),
        _ => node?.DeepClone(),
    };

    private static bool Replaceable(string s) => !Closed.Contains(s) && s != "," && !(s.Length > 15 && DateTimeOffset.TryParse(s, out _));
}
