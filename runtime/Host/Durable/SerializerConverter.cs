using System.Text;
using Azure.Core.Serialization;
using Embedded.DurableTask;

namespace Embedded.Host.Durable;

/// <summary>The worker's serializer, for what crosses the history: one JSON for everything.</summary>
internal sealed class SerializerConverter(ObjectSerializer serializer) : DataConverter
{
    public override string? Serialize(object? value) => value is null ? null : serializer.Serialize(value, value.GetType()).ToString();

    public override object? Deserialize(string? data, Type targetType) => string.IsNullOrEmpty(data)
        ? null
        : serializer.Deserialize(new MemoryStream(Encoding.UTF8.GetBytes(data), writable: false), targetType, CancellationToken.None);
}
