namespace Embedded.Functions.Worker;

/// <summary>Makes the object that an instance function is called on.</summary>
public interface IFunctionActivator
{
    /// <summary>A new instance for one invocation.</summary>
    object? CreateInstance(Type instanceType, FunctionContext context);
}
