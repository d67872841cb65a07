using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;

namespace ServerlessMlops.App.Identity;

/// <summary>
/// The people of the local identity provider, from <c>Identity:Users:{i}:Name</c> and <c>:Roles</c> (comma-separated).
/// Names are compared without regard to case, so that nobody votes twice by spelling.
/// </summary>
public sealed class LocalUsers
{
    private const int LongestName = 254;

    private readonly FrozenDictionary<string, LocalUser> users;

    private LocalUsers(IEnumerable<LocalUser> all) =>
        users = all.ToFrozenDictionary(u => u.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<LocalUser> All => users.Values;

    public LocalUser? Find(string? name) => name is null ? null : users.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">A name is missing, malformed or given twice, or a role does not exist.</exception>
    public static LocalUsers From(IConfiguration settings)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var all = new List<LocalUser>();
        foreach (var section in settings.GetSection("Identity:Users").GetChildren())
        {
            var name = section["Name"];
            if (!IsName(name))
            {
                throw Bad(section, $"Name is '{name}'; expected 1 to {LongestName} printable characters of ASCII without spaces, such as an e-mail address");
            }

            if (!seen.Add(name!))
            {
                throw Bad(section, $"the name '{name}' was given before; each person is listed once");
            }

            all.Add(new LocalUser(name!, RolesOf(section)));
        }

        return new LocalUsers(all);
    }

    // ASCII only: two names that look alike in other scripts must not be two people.
    private static bool IsName(string? name) =>
        name is { Length: >= 1 and <= LongestName } && name.All(c => c is > ' ' and < '\u007f' and not ('<' or '>' or '"' or '\'' or '\\'));

    private static IReadOnlyList<string> RolesOf(IConfigurationSection section)
    {
        var roles = (section["Roles"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = roles.Except(Roles.Assignable).ToList();
        return unknown.Count == 0
            ? roles.Distinct().ToList()
            : throw Bad(section, $"Roles names '{string.Join("', '", unknown)}'; expected of {string.Join(", ", Roles.Assignable)}");
    }

    private static InvalidOperationException Bad(IConfigurationSection section, string what) => new($"Setting {section.Path}: {what}.");
}

/// <summary>A person and the roles that settings give them.</summary>
public sealed record LocalUser(string Name, IReadOnlyList<string> Roles);
