using Microsoft.Extensions.Configuration;

namespace ServerlessMlops.App.Identity;

/// <summary>Where one machine keeps its secrets: the setting <c>Mlops:StateFolder</c>, by default <c>.mlops/state</c>.</summary>
public static class StateFolder
{
    public static string Of(IConfiguration settings) => settings["Mlops:StateFolder"] is { Length: > 0 } named ? named : ".mlops/state";
}
