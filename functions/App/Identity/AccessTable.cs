using System.Collections.Frozen;
using System.Reflection;

namespace ServerlessMlops.App.Identity;

/// <summary>The access rule of each function by the function's name, read once from an assembly.</summary>
public sealed class AccessTable
{
    private static readonly string[] Known = [.. Roles.Assignable, Roles.Anyone, Roles.SignedIn, Roles.KeyHolder];

    private readonly FrozenDictionary<string, IReadOnlyList<string>> rules;

    /// <exception cref="InvalidOperationException">A rule is empty or names a role that does not exist.</exception>
    public AccessTable(params Assembly[] assemblies)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in assemblies.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMethods()))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function
                && method.GetCustomAttribute<AccessAttribute>() is { } access)
            {
                found[function.Name] = Checked(function.Name, access.Roles);
            }
        }

        rules = found.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The roles that may call it; null where the function declares no rule, and so nobody may.</summary>
    public IReadOnlyList<string>? Of(string function) => rules.GetValueOrDefault(function);

    private static IReadOnlyList<string> Checked(string function, IReadOnlyList<string> roles)
    {
        var unknown = roles.Except(Known).ToList();
        return roles.Count > 0 && unknown.Count == 0
            ? roles
            : throw new InvalidOperationException(
                $"[Access] of function {function} names '{string.Join("', '", unknown)}'; expected one or more of {string.Join(", ", Known)}.");
    }
}
