namespace Embedded.DurableTask;

/// <summary>Turns inputs, results, statuses and event payloads into text and back.</summary>
public abstract class DataConverter
{
    /// <returns>The text of the value; null stays null.</returns>
    public abstract string? Serialize(object? value);

    /// <returns>The value; null or empty text gives null.</returns>
    public abstract object? Deserialize(string? data, Type targetType);

    public virtual T? Deserialize<T>(string? data) => (T?)(Deserialize(data, typeof(T)) ?? default(T));
}
