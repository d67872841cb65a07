using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Asks storage what lies at a path now: the event only says where to look.</summary>
public sealed class UploadReader(Datasets datasets)
{
    public static bool IsDataset(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && path.Count(c => c == '/') == 1;

    /// <returns>Null where nothing lies there any more, or the model's name is not one: that has a receipt of its own.</returns>
    public async Task<RunRequest?> ReadAsync(string path, CancellationToken cancellation)
    {
        var model = path[..path.IndexOf('/')];
        return ModelNames.IsValid(model) ? await datasets.FindAsync(model, path[(model.Length + 1)..], cancellation) : null;
    }
}
