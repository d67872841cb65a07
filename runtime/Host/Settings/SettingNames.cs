using System.Text.RegularExpressions;
using Embedded.Host.Functions;

namespace Embedded.Host.Settings;

/// <summary>Settings named inside a trigger's text, as <c>%Name%</c>.</summary>
internal static partial class SettingNames
{
    /// <exception cref="BindingUnknownException">A setting is missing.</exception>
    public static string Resolve(string text, Func<string, string?> setting) => Pattern().Replace(
        text,
        match => setting(match.Groups[1].Value)
            ?? throw new BindingUnknownException($"the setting '{match.Groups[1].Value}' that '{text}' names is missing."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Pattern();
}
