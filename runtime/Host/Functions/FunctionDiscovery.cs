using System.Reflection;
using System.Text.RegularExpressions;
using Embedded.Functions.Worker;
using Embedded.Host.Settings;

namespace Embedded.Host.Functions;

/// <summary>Finds the functions of an app and refuses what the host could not run; disabled ones are passed over before that.</summary>
internal static partial class FunctionDiscovery
{
    private const BindingFlags Methods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="AppRefusedException">Something is wrong; all of it is named.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types, HostSettings settings, bool servesHttp)
    {
        var problems = new List<string>();
        var functions = new List<FunctionDescriptor>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var rules = new TriggerRules(settings, servesHttp);
        foreach (var method in types.SelectMany(type => type.GetMethods(Methods)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name })
            {
                continue;
            }
            if (!ValidName().IsMatch(name) || !names.Add(name))
            {
                problems.Add($"Function '{name}': a name is unique and has 1 to 128 letters, digits, '_' or '-', the first a letter.");
            }
            else if (!settings.IsDisabled(name) && Describe(name, method, rules, problems) is { } function)
            {
                functions.Add(function);
            }
        }
        problems.AddRange(rules.Conflicts(functions));
        return problems.Count == 0 ? functions : throw new AppRefusedException(problems);
    }

    private static FunctionDescriptor? Describe(string name, MethodInfo method, TriggerRules rules, List<string> problems)
    {
        var triggers = (from parameter in method.GetParameters()
                        from attribute in parameter.GetCustomAttributes()
                        where BindingTypes.OfTrigger(attribute) is not null
                        select (Attribute: attribute, Parameter: parameter)).ToList();
        if (triggers.Count != 1)
        {
            problems.Add($"Function '{name}': it has {triggers.Count} triggers that this host knows; a function has one.");
            return null;
        }
        var trigger = triggers[0];
        var before = problems.Count;
        var carried = rules.Check(name, method, trigger.Attribute, trigger.Parameter, problems);
        var binders = new List<ParameterBinder>();
        foreach (var parameter in method.GetParameters())
        {
            try
            {
                binders.Add(ParameterBinders.For(name, parameter, trigger.Attribute, carried));
            }
            catch (BindingUnknownException unknown)
            {
                problems.Add(unknown.Message);
            }
        }
        return problems.Count > before ? null : new FunctionDescriptor
        {
            Name = name,
            Method = method,
            Trigger = trigger.Attribute,
            TriggerParameter = trigger.Parameter,
            Binders = binders,
            Definition = new HostFunctionDefinition(name, method),
            Retry = method.GetCustomAttribute<RetryAttribute>(),
        };
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex ValidName();
}
