using System.Reflection;
using Embedded.Functions.Worker;
using Embedded.Host.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Embedded.Host.Http;

/// <summary>A function's address, held to the rules of the Functions host.</summary>
internal sealed record HttpRoute
{
    // Prefixes that the Functions host keeps for itself; it compares the beginning of the text, so "administrators" is refused too.
    private static readonly string[] Reserved = ["admin", "runtime"];
    private static readonly IDictionary<string, Type> Constraints = new RouteOptions().ConstraintMap;

    /// <summary>The pattern with the route prefix.</summary>
    public required RoutePattern Pattern { get; init; }

    /// <summary>Methods in upper case; empty is every method.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Names of the pattern's parameters, without regard to case.</summary>
    public IReadOnlySet<string> Names => Pattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="BindingUnknownException">The Functions host would refuse the route.</exception>
    public static HttpRoute Parse(HttpTriggerAttribute trigger, string function, string prefix)
    {
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous)
        {
            throw new BindingUnknownException(
                $"it asks for a key (AuthorizationLevel.{trigger.AuthLevel}); this host has none. Use Anonymous, and authenticate in middleware.");
        }
        var route = (trigger.Route ?? function).Trim('/');
        if (route.Length == 0)
        {
            throw new BindingUnknownException("its route is empty; the Functions host answers that address itself.");
        }
        if (Reserved.FirstOrDefault(word => route.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } reserved)
        {
            throw new BindingUnknownException($"its route '{route}' begins with '{reserved}', which the Functions host keeps for itself.");
        }
        return new HttpRoute
        {
            Pattern = ParsePattern(prefix.Length == 0 ? route : $"{prefix}/{route}"),
            Methods = [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())],
        };
    }

    /// <summary>An HTTP function returns a result that can write itself, or nothing.</summary>
    /// <exception cref="BindingUnknownException">It returns something else.</exception>
    public static void CheckResult(MethodInfo method)
    {
        var type = method.ReturnType is { IsGenericType: true } task && typeof(Task).IsAssignableFrom(task)
            ? task.GenericTypeArguments[0]
            : method.ReturnType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ActionResult<>))
        {
            throw new BindingUnknownException("it returns ActionResult<T>, which the Functions worker does not write; return IActionResult or IResult.");
        }
        if (type != typeof(void) && type != typeof(Task) && type != typeof(object)
            && !typeof(IActionResult).IsAssignableFrom(type) && !typeof(IResult).IsAssignableFrom(type))
        {
            throw new BindingUnknownException($"it returns {type.Name}; an HTTP function returns IActionResult, IResult or nothing.");
        }
    }

    /// <summary>Pairs of functions that claim one route with a method in common.</summary>
    public static IEnumerable<string> Conflicts(IReadOnlyList<FunctionDescriptor> functions)
    {
        var claims = (from function in functions
                      let trigger = function.Trigger as HttpTriggerAttribute
                      where trigger is not null
                      let route = (trigger.Route ?? function.Name).Trim('/').ToLowerInvariant()
                      from method in trigger.Methods is { Length: > 0 } methods ? methods.Select(name => name.ToUpperInvariant()) : ["*"]
                      select (function.Name, Route: route, Method: method)).ToList();
        return from one in claims
               from other in claims
               where string.CompareOrdinal(one.Name, other.Name) < 0 && one.Route == other.Route
               where one.Method == other.Method || one.Method == "*" || other.Method == "*"
               select $"Function '{one.Name}': its route '{one.Route}' is also that of function '{other.Name}'.";
    }

    private static RoutePattern ParsePattern(string text)
    {
        try
        {
            var pattern = RoutePatternFactory.Parse(text);
            var unknown = pattern.ParameterPolicies.SelectMany(policies => policies.Value)
                .Select(policy => policy.Content!.Split('(')[0])
                .FirstOrDefault(name => !Constraints.ContainsKey(name));
            return unknown is null ? pattern : throw new BindingUnknownException($"its route '{text}' has the unknown constraint '{unknown}'.");
        }
        catch (RoutePatternException error)
        {
            throw new BindingUnknownException($"its route '{text}' is not a route template: {error.Message}");
        }
    }
}
