using Embedded.DurableTask.Converters;

namespace Embedded.DurableTask.Client;

/// <summary>Settings of a client.</summary>
public class DurableTaskClientOptions
{
    /// <summary>The version of an orchestration started without one. Default empty: unversioned.</summary>
    public string DefaultVersion { get; set; } = string.Empty;

    /// <summary>How inputs and event payloads are written. Default JSON.</summary>
    public DataConverter DataConverter
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = JsonDataConverter.Default;

    /// <summary>Kept for the sake of the signature: entities are left out.</summary>
    public bool EnableEntitySupport { get; set; }
}
