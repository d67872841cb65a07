using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Embedded.Functions.Worker;

namespace Embedded.Host.Functions;

/// <summary>Values of routes and blob names, as the types that parameters declare.</summary>
internal static class TextValues
{
    private static readonly HashSet<Type> Types =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Guid),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan),
    ];

    public static bool Supports(Type type) => Types.Contains(Nullable.GetUnderlyingType(type) ?? type);

    /// <returns>The value; the default of the parameter when there is none.</returns>
    /// <exception cref="FunctionInputConverterException">The text is not one of the type.</exception>
    public static object? Convert(object? value, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is not string text)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : type.IsValueType && type == parameter.ParameterType ? Activator.CreateInstance(type)
                : null;
        }
        if (type == typeof(string))
        {
            return text;
        }
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new FunctionInputConverterException($"Parameter '{parameter.Name}' expects a {type.Name}; the value does not read as one.", error);
        }
    }
}
