namespace Embedded.Functions.Worker;

/// <summary>Features of an invocation, one for each type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the feature of type <typeparamref name="T"/>.</summary>
    void Set<T>(T instance);

    /// <summary>The feature of type <typeparamref name="T"/>, or the default value.</summary>
    T? Get<T>();
}
