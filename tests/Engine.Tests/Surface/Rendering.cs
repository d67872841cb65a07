using System.Reflection;
using System.Runtime.CompilerServices;

namespace ServerlessMlops.Engine.Tests.Surface;

/// <summary>Public and protected members of a type, in the words of the list.</summary>
internal static class Rendering
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
        [typeof(void)] = "void",
        [typeof(long)] = "long",
        [typeof(nint)] = "nint",
        [typeof(byte)] = "byte",
    };

    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name);
        }

        var members = type.GetMembers(Declared).Where(IsVisible).Where(member => !IsOfTheCompiler(member)).Select(member => member switch
        {
            ConstructorInfo made => $"{Access(made)} {Plain(type)}({Parameters(made)})",
            MethodInfo method => Method(method),
            PropertyInfo property => Property(property),
            FieldInfo field => $"{(field.IsPublic ? "public" : "protected")} {(field.IsLiteral ? "const" : "static readonly")} {NameOf(field.FieldType)} {field.Name}",
            _ => string.Empty,
        });
        return members.Where(text => text.Length > 0).Select(AzureApi.Normal);
    }

    /// <summary>A delegate's asynchronous half, and what a record makes of itself beyond the list: operators, copies, deconstruction.</summary>
    private static bool IsOfTheCompiler(MemberInfo member) =>
        member.Name is "<Clone>$" or "Deconstruct" or "PrintMembers" or "op_Equality" or "op_Inequality" or "BeginInvoke" or "EndInvoke"
        || (member is ConstructorInfo { IsStatic: true })
        || (member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        _ => false,
    };

    private static string Method(MethodInfo method)
    {
        var name = method.Name == "op_Implicit" ? $"implicit operator {NameOf(method.ReturnType)}" : $"{NameOf(method.ReturnType)} {method.Name}";
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : string.Empty;
        var where = string.Concat(method.IsGenericMethod ? method.GetGenericArguments().Select(Constraint) : []);
        var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : string.Empty;
        return $"{Modifiers(method)}{name}{generics}({extension}{Parameters(method)}){where}";
    }

    private static string Property(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : string.Empty;
        var set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : string.Empty;
        var accessor = property.GetAccessors(true).First(IsVisible);
        return $"{Modifiers(accessor)}{NameOf(property.PropertyType)} {property.Name} {{{get}{set} }}";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return string.Empty;
        }

        var overrides = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        var kind = method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : overrides ? method.IsFinal ? "override sealed " : "override "
            : method.IsVirtual && !method.IsFinal ? "virtual " : string.Empty;
        return $"{Access(method)} {kind}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : parameter.IsOut ? "out " : string.Empty)}"
        + $"{NameOf(parameter.ParameterType)} {parameter.Name}"));

    private static string Constraint(Type argument)
    {
        List<string> parts = [];
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Add("class");
        }

        parts.AddRange(argument.GetGenericParameterConstraints().Select(NameOf));
        return parts.Count == 0 ? string.Empty : $" where {argument.Name} : {string.Join(", ", parts)}";
    }

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return NameOf(inner);
        }

        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        return Keywords.TryGetValue(type, out var keyword) ? keyword
            : type.IsGenericType ? $"{Plain(type)}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;
    }

    private static string Plain(Type type) => type.Name.Split('`')[0];
}
